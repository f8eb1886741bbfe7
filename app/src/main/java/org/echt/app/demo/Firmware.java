package org.echt.app.demo;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.echt.app.cli.Workbench;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.AttributeDesk.Setting;
import org.echt.core.attribute.ScopeText;
import org.echt.core.attribute.Target;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.NoticeText.Report;
import org.echt.core.notice.NoticeText.Subject;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.serial.ItemSet;

/** An instruction by attribute: whoever has old firmware is told to update, and nobody else. */
final class Firmware {
    static final String SCOPE = "product = laptop and firmware < 2.4";
    static final AttributeDefinition DEFINITION = new AttributeDefinition(
            "firmware", AttributeDefinition.Type.NUMBER, "", Visibility.PUBLIC, null, List.of());
    /** What laptops leave the line with. */
    static final Setting DELIVERED = new Setting("firmware", new Target.OfProduct(Acme.LAPTOP.gtin()), "2.4");

    private static final NoticeText ENGLISH = new NoticeText(
            new Subject(
                    "Acme",
                    "Book 14 laptop",
                    "Laptops with firmware older than 2.4",
                    "The code is on the label under the laptop, beside the QR code",
                    "From January to October 2026 by electrical shops in the European Union and on acme.example"),
            "Install firmware 2.4",
            "With older firmware the display shows the battery as full too early.",
            List.of("Open the settings.", "Choose update.", "Leave the laptop on mains power until it restarts."),
            "",
            List.of(),
            List.of("0800 000 0000 (free)", "https://acme.example/firmware"),
            "Please tell everybody who may have one of these laptops.",
            Report.NONE);

    private static final NoticeText GERMAN = new NoticeText(
            new Subject(
                    "Acme",
                    "Laptop Book 14",
                    "Laptops mit älterer Firmware als 2.4",
                    "Der Code steht auf dem Etikett unter dem Laptop, neben dem QR-Code",
                    "Von Januar bis Oktober 2026 im Elektrohandel in der Europäischen Union und auf acme.example"),
            "Installieren Sie Firmware 2.4",
            "Mit älterer Firmware zeigt die Anzeige den Akku zu früh als voll an.",
            List.of(
                    "Öffnen Sie die Einstellungen.",
                    "Wählen Sie „Aktualisieren“.",
                    "Lassen Sie den Laptop am Netz, bis er neu startet."),
            "",
            List.of(),
            List.of("0800 000 0000 (kostenfrei)", "https://acme.example/firmware"),
            "Bitte sagen Sie es allen weiter, die so einen Laptop haben können.",
            Report.NONE);

    private Firmware() {}

    static Content notice(List<NoticePicture> pictures) {
        return new Content(
                ScopeText.read(SCOPE, _ -> OptionalLong.empty()),
                UnknownBuild.CHECK,
                "",
                new Notice(
                        NoticeKind.UPDATE,
                        Action.UPDATE,
                        null,
                        Set.of(),
                        "",
                        pictures,
                        Map.of(Jurisdiction.EU, Map.of("en", ENGLISH, "de", GERMAN))));
    }

    /** Notes in a change set what firmware one laptop has. */
    static void set(Workbench bench, long item, String version, String why) {
        var one = new Target.OfItems(ItemSet.of(item));
        bench.attributes().set(List.of(new Setting("firmware", one, version)), "service", why, "");
    }
}
