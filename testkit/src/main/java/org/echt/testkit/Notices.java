package org.echt.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.core.attribute.Scope;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.NoticeText.Report;
import org.echt.core.notice.NoticeText.Subject;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Content;
import org.echt.core.recall.Impact;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;

/** Recalls as Acme words them. */
public final class Notices {
    public static final NoticeText ENGLISH = new NoticeText(
            new Subject(
                    "Acme",
                    "Acme Book 14 laptop",
                    "Every unit with a battery cell of a lot named in the notice; check the code of yours",
                    "On the label under the laptop",
                    "From January to March 2026 by electrical shops in Germany and Ireland"),
            "Stop using this laptop now",
            "The battery can overheat and catch fire.",
            List.of(
                    "Switch the laptop off and unplug it.",
                    "Keep it away from anything that burns. Do not take the battery out.",
                    "Order the free replacement battery, or your money back."),
            "",
            List.of("A new battery, fitted free of charge", "Refund of the price you paid"),
            List.of("recall@acme.example", "Free phone 0800 555 0142"),
            "Please tell everybody who may have one of these laptops.",
            Report.NONE);

    public static final NoticeText GERMAN = new NoticeText(
            new Subject(
                    "Acme",
                    "Laptop Acme Book 14",
                    "Jedes Gerät mit einer Akkuzelle aus einem genannten Los; prüfen Sie den Code Ihres Geräts",
                    "Auf dem Etikett unter dem Laptop",
                    "Von Januar bis März 2026 im Elektrohandel in Deutschland und Irland"),
            "Benutzen Sie diesen Laptop nicht mehr",
            "Der Akku kann überhitzen und Feuer fangen.",
            List.of(
                    "Schalten Sie den Laptop aus und ziehen Sie den Stecker.",
                    "Halten Sie ihn von Brennbarem fern. Nehmen Sie den Akku nicht heraus.",
                    "Bestellen Sie kostenlos einen neuen Akku, oder Ihr Geld zurück."),
            "",
            List.of("Ein neuer Akku, kostenlos eingebaut", "Erstattung des Kaufpreises"),
            List.of("rueckruf@acme.example", "Gebührenfrei 0800 555 0142"),
            "Bitte sagen Sie es allen weiter, die so einen Laptop haben können.",
            Report.NONE);

    /** The product, and where its code stands. */
    public static final List<NoticePicture> PICTURES = List.of(
            new NoticePicture(
                    NoticePicture.Role.PRODUCT,
                    "a1".repeat(32),
                    Map.of("en", "A grey laptop, half open", "de", "Ein grauer Laptop, halb geöffnet")),
            new NoticePicture(
                    NoticePicture.Role.LOCATION,
                    "b2".repeat(32),
                    Map.of(
                            "en", "The underside of the laptop; the label is circled",
                            "de", "Die Unterseite des Laptops; das Etikett ist eingekreist")));

    private Notices() {}

    /** Stop using whatever {@code scope} says; units without a complete build record are told to check. */
    public static Content stopUse(Scope scope) {
        return content(scope, Action.STOP_USE, Content.UnknownBuild.CHECK);
    }

    /** A content with both texts, remedy available. */
    public static Content content(Scope scope, Action action, Content.UnknownBuild unknownBuild) {
        var reason = unknownBuild == Content.UnknownBuild.EXCLUDE ? "Every unit was X-rayed before delivery." : "";
        return new Content(scope, unknownBuild, reason, notice(kind(action), action));
    }

    /** A notice with both texts and pictures, remedy available; the linter has nothing against it. */
    public static Notice notice(NoticeKind kind, Action action) {
        return new Notice(
                kind,
                action,
                null,
                kind == NoticeKind.RECALL ? Set.of(RemedyKind.REPLACEMENT, RemedyKind.REFUND) : Set.of(),
                "",
                PICTURES,
                Map.of(Jurisdiction.EU, Map.of("en", ENGLISH, "de", GERMAN)));
    }

    private static NoticeKind kind(Action action) {
        return switch (action) {
            case STOP_USE, CHECK -> NoticeKind.RECALL;
            case UPDATE -> NoticeKind.UPDATE;
            case INFO -> NoticeKind.INFO;
        };
    }

    /** The rule of the running example: everything that holds a cell of this lot now. */
    public static Scope cellsOfLot(String lot) {
        return new Scope.Contains(new Scope.All(List.of(new Scope.OfProduct("cell"), new Scope.Lot(lot, lot))), null);
    }

    public static Revision draft(int number, Content content, Instant at) {
        return revision(number, State.DRAFT, 0, Kind.NEW, content, at);
    }

    /** Revision {@code number}, published as {@code version}. */
    public static Revision published(int number, int version, Content content, Instant at) {
        return revision(number, State.PUBLISHED, version, version == 1 ? Kind.NEW : Kind.REWORD, content, at);
    }

    public static Revision revision(int number, State state, int version, Kind kind, Content content, Instant at) {
        return new Revision(
                number,
                state,
                version,
                kind,
                content,
                Impact.Summary.NONE,
                "mara.vogel",
                at,
                "Field report FR-1182: two packs smoked.",
                null);
    }
}
