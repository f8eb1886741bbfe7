package org.echt.app.demo;

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
import org.echt.core.recall.Content.UnknownBuild;

/** What Acme tells its customers. */
final class DemoNotice {
    private static final NoticeText ENGLISH = new NoticeText(
            new Subject(
                    "Acme",
                    "Book 14 laptop",
                    "Laptops with battery cells of lot K7, whatever the date; check the code of yours",
                    "The code is on the label under the laptop, beside the QR code",
                    "From January to October 2026 by electrical shops in the European Union and on acme.example"),
            "Stop using this laptop now",
            "A battery cell can overheat and catch fire.",
            List.of(
                    "Switch the laptop off and unplug it.",
                    "Put it on a surface that cannot burn, away from people.",
                    "Order the free battery or your money back."),
            "",
            List.of("A new battery, fitted free of charge", "Refund of the price you paid"),
            List.of("0800 000 0000 (free)", "recall@acme.example"),
            "Please tell everybody who may have one of these laptops.",
            Report.NONE);

    private static final NoticeText GERMAN = new NoticeText(
            new Subject(
                    "Acme",
                    "Laptop Book 14",
                    "Laptops mit Akkuzellen aus Los K7, gleich welchen Datums; prüfen Sie den Code Ihres Geräts",
                    "Der Code steht auf dem Etikett unter dem Laptop, neben dem QR-Code",
                    "Von Januar bis Oktober 2026 im Elektrohandel in der Europäischen Union und auf acme.example"),
            "Benutzen Sie diesen Laptop ab sofort nicht mehr",
            "Eine Akkuzelle kann überhitzen und in Brand geraten.",
            List.of(
                    "Schalten Sie den Laptop aus und ziehen Sie den Netzstecker.",
                    "Legen Sie ihn auf eine nicht brennbare Unterlage, entfernt von Personen.",
                    "Fordern Sie den kostenlosen Akku an oder Ihr Geld zurück."),
            "",
            List.of("Ein neuer Akku, kostenlos eingebaut", "Erstattung des Kaufpreises"),
            List.of("0800 000 0000 (kostenfrei)", "rueckruf@acme.example"),
            "Bitte sagen Sie es allen weiter, die so einen Laptop haben können.",
            Report.NONE);

    private DemoNotice() {}

    /** Stop using whatever {@code scope} says. */
    static Content of(Scope scope, List<NoticePicture> pictures) {
        return new Content(
                scope,
                UnknownBuild.CHECK,
                "",
                new Notice(
                        NoticeKind.RECALL,
                        Action.STOP_USE,
                        null,
                        Set.of(RemedyKind.REPLACEMENT, RemedyKind.REFUND),
                        "",
                        pictures,
                        Map.of(Jurisdiction.EU, Map.of("en", ENGLISH, "de", GERMAN))));
    }
}
