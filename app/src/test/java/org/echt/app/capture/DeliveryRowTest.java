package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.echt.app.capture.DeliveryColumns.Column;
import org.echt.app.capture.DeliveryRow.BadField;
import org.echt.core.fault.RefusedException;
import org.echt.core.registration.ContactAddress;
import org.echt.core.serial.ItemNumber;
import org.echt.testkit.Batches;
import org.junit.jupiter.api.Test;

class DeliveryRowTest {
    private static final long LAPTOP = ItemNumber.of(Batches.LAPTOPS.number(), 3);

    private final DeliveryRow row = new DeliveryRow(Works.AUTHENTICATOR, DeliveryRowTest::language, "en");

    private static Optional<String> language(String text) {
        var tag = text.toLowerCase(Locale.ROOT).split("-")[0];
        return List.of("de", "en").contains(tag) ? Optional.of(tag) : Optional.empty();
    }

    private static DeliveryRow.Fields fields(Map<Column, String> values) {
        return column -> values.getOrDefault(column, "");
    }

    @Test
    void everyWayToNameAnItemAndAnAddressIsRead() throws Exception {
        var code = Works.laptop(3);
        for (var spelling : List.of(
                code,
                code.toLowerCase(Locale.ROOT),
                code.substring(0, 6) + "-" + code.substring(6, 12) + "-" + code.substring(12),
                "https://id.acme.example/01/" + Batches.LAPTOPS.gtin().digits() + "/21/" + code)) {
            var read = row.read(fields(Map.of(Column.CODE, spelling, Column.ADDRESS, "+49 30 901820")));
            assertEquals(LAPTOP, read.item(), spelling);
            assertEquals(ContactAddress.Kind.PHONE, read.contact().address().kind());
            assertEquals("en", read.contact().language());
        }
        var item = Map.of(
                Column.ITEM,
                String.valueOf(LAPTOP),
                Column.EMAIL,
                "a@Example.org",
                Column.LANGUAGE,
                "de-AT",
                Column.COUNTRY,
                "at");
        var read = row.read(fields(item));
        assertEquals(LAPTOP, read.item());
        assertEquals("a@example.org", read.contact().address().value());
        assertEquals("de", read.contact().language());
        assertEquals("AT", read.contact().country());
    }

    @Test
    void itemsThatWereNotIssuedAreRefused() {
        for (var number : List.of("999999999999", "-1", "1.5", "9".repeat(19), "1,23E+17")) {
            var values = Map.of(Column.ITEM, number, Column.EMAIL, "a@example.org");
            assertEquals(Column.ITEM, assertThrows(BadField.class, () -> row.read(fields(values))).column, number);
        }
    }

    /** Whatever stands in whichever column, what is said of it does not repeat it. */
    @Test
    void noCauseRepeatsAField() {
        var random = new Random(Long.getLong("seed", 7));
        var texts = List.of(
                "quentin@example.org",
                "quentin at example.org",
                "+49 151 5550199",
                "0151 5550199",
                "Quentin Q., Jena",
                Works.laptop(3),
                Works.laptop(3).substring(1),
                "",
                "de",
                "xx-quentin",
                "4.9151555E+12",
                "\u0000quentin\u202e");
        for (int i = 0; i < 5_000; i++) {
            var values = new EnumMap<Column, String>(Column.class);
            for (var column : Column.values()) {
                values.put(column, texts.get(random.nextInt(texts.size())));
            }
            try {
                row.read(fields(values));
            } catch (BadField bad) {
                var said = String.valueOf(bad.getMessage());
                assertFalse(said.toLowerCase(Locale.ROOT).contains("quentin"), said);
                assertFalse(said.contains("5550199") || said.contains("@") || said.contains("9151555"), said);
                assertFalse(said.contains(Works.laptop(3)), said);
            }
        }
    }

    @Test
    void headingsAreFoundInTwoLanguagesWithAnySeparator() {
        for (var line : List.of("code,email,language", "Seriennummer;E-Mail;Sprache", "serial\tmail\tlang")) {
            var columns = DeliveryColumns.of(line);
            assertEquals(3, columns.count(), line);
            assertTrue(columns.has(Column.CODE) && columns.has(Column.EMAIL) && columns.has(Column.LANGUAGE), line);
        }
        assertEquals(2, DeliveryColumns.of("item;phone;").count(), "a separator at the end is no column");
        for (var line : List.of("", "a@example.org,7Q4M", "code", "email", "code,email,email")) {
            var refused = assertThrows(RefusedException.class, () -> DeliveryColumns.of(line), line);
            assertFalse(String.valueOf(refused.getMessage()).contains("@"), refused.getMessage());
        }
    }
}
