package org.echt.app.demo;

import java.util.List;
import java.util.Map;
import org.echt.core.attribute.Scope;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticeText;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.UnknownBuild;

/** What Acme tells its customers. */
final class DemoNotice {
    private static final NoticeText ENGLISH = NoticeText.of(
            "Stop using this laptop now",
            "A battery cell can overheat and catch fire.",
            List.of(
                    "Switch the laptop off and unplug it.",
                    "Put it on a surface that cannot burn, away from people.",
                    "Order the free battery or your money back."),
            "",
            List.of("A new battery, fitted free of charge", "Your money back"),
            List.of("0800 000 0000 (free)", "recall@acme.example"));

    private static final NoticeText GERMAN = NoticeText.of(
            "Benutzen Sie diesen Laptop ab sofort nicht mehr",
            "Eine Akkuzelle kann überhitzen und in Brand geraten.",
            List.of(
                    "Schalten Sie den Laptop aus und ziehen Sie den Netzstecker.",
                    "Legen Sie ihn auf eine nicht brennbare Unterlage, entfernt von Personen.",
                    "Fordern Sie den kostenlosen Akku an oder Ihr Geld zurück."),
            "",
            List.of("Ein neuer Akku, kostenlos eingebaut", "Ihr Geld zurück"),
            List.of("0800 000 0000 (kostenfrei)", "rueckruf@acme.example"));

    private DemoNotice() {}

    static Content of(Scope scope) {
        return new Content(
                scope,
                UnknownBuild.CHECK,
                "",
                Notice.of(
                        NoticeKind.RECALL,
                        Action.STOP_USE,
                        Map.of(Jurisdiction.EU, Map.of("en", ENGLISH, "de", GERMAN))));
    }
}
