package org.echt.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.echt.core.attribute.Scope;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticeText;
import org.echt.core.recall.Content;
import org.echt.core.recall.Impact;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;

/** Recalls as Acme words them. */
public final class Notices {
    public static final NoticeText ENGLISH = NoticeText.of(
            "Stop using this laptop now",
            "The battery can overheat and catch fire.",
            List.of(
                    "Switch the laptop off and unplug it.",
                    "Keep it away from anything that burns. Do not take the battery out.",
                    "Order the free replacement battery."),
            "",
            List.of("A new battery, fitted free of charge"),
            List.of("recall@acme.example", "+49 3641 555 0100"));

    public static final NoticeText GERMAN = NoticeText.of(
            "Benutzen Sie diesen Laptop nicht mehr",
            "Der Akku kann überhitzen und Feuer fangen.",
            List.of(
                    "Schalten Sie den Laptop aus und ziehen Sie den Stecker.",
                    "Halten Sie ihn von Brennbarem fern. Nehmen Sie den Akku nicht heraus.",
                    "Bestellen Sie kostenlos einen neuen Akku."),
            "",
            List.of("Ein neuer Akku, kostenlos eingebaut"),
            List.of("rueckruf@acme.example", "+49 3641 555 0100"));

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

    /** A notice with both texts, remedy available. */
    public static Notice notice(NoticeKind kind, Action action) {
        return Notice.of(kind, action, Map.of(Jurisdiction.EU, Map.of("en", ENGLISH, "de", GERMAN)));
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
