package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Locale;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.serial.SerialCode;
import org.echt.testkit.Batches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartReaderTest {
    private static final String OTHER = "09520123456788";
    private static final String OURS = Batches.CELLS.gtin().digits();

    private static void assertOwn(long index, PartText text) {
        assertEquals(new PartText.Own(Batches.item(Batches.CELLS, index)), text);
    }

    private static void assertForeign(PartKey key, PartText text) {
        assertEquals(new PartText.Foreign(key), text);
    }

    private static void assertBad(Cause cause, PartText text) {
        assertEquals(cause, assertInstanceOf(PartText.Bad.class, text).cause(), text.toString());
    }

    @Test
    void readsOurCodesInAnySpelling() {
        String code = Works.cell(7);
        assertOwn(7, Works.PARTS.read(code));
        assertOwn(7, Works.PARTS.read(new SerialCode(code).printed().toLowerCase(Locale.ROOT)));
        assertOwn(7, Works.PARTS.read("https://id.acme.example/01/" + OURS + "/21/" + code + "?x=1"));
        assertOwn(7, Works.PARTS.read("HTTPS://ID.ACME.EXAMPLE/01/" + OURS + "/10/EC-1/21/" + code));
        assertOwn(7, Works.PARTS.read("(01)" + OURS + "(21)" + code));
        assertOwn(7, Works.PARTS.read("]d201" + OURS + "21" + code));
        assertOwn(7, Works.PARTS.columns(new PartKey("", "", "", code)));
        assertOwn(7, Works.PARTS.columns(new PartKey("Acme", "EC-21700", "", code)));
        assertOwn(7, Works.PARTS.columns(new PartKey("", OURS.substring(1), "", code)));
    }

    @Test
    void readsOtherMakersParts() {
        assertForeign(new PartKey("", OTHER, "", "SN-1"), Works.PARTS.read("(01)" + OTHER + "(21)SN-1"));
        assertForeign(
                new PartKey("", OTHER, "L1", "SN-1"),
                Works.PARTS.read("https://other.example/01/" + OTHER + "/10/L1/21/SN-1"));
        assertForeign(new PartKey("", OTHER, "L1", ""), Works.PARTS.read("(01)" + OTHER + "(10)L1"));
        assertForeign(new PartKey("", "9506000PUMP", "", "42"), Works.PARTS.read("(8010)9506000PUMP(8011)42"));
        assertForeign(
                new PartKey("", "9506000PUMP", "", "42"),
                Works.PARTS.read("https://other.example/8010/9506000PUMP/8011/42"));
        assertForeign(
                new PartKey("Bosch", "0 281 002", "", "000012345"),
                Works.PARTS.columns(new PartKey("Bosch", "0 281 002", "", "000012345")));
        assertForeign(
                new PartKey("", OTHER, "", "SN-1"),
                Works.PARTS.columns(new PartKey("", OTHER.substring(1), "", "SN-1")));
    }

    @Test
    void underOurProductNumbersOnlyIssuedCodesAreParts() {
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.read("(01)" + OURS + "(21)SN-1"));
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.read("(01)" + OURS + "(21)" + Works.pack(1)));
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.read("(01)" + OTHER + "(21)" + Works.cell(1)));
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.columns(new PartKey("Acme", OURS, "", "4711")));
    }

    @Test
    void tellsWhatIsWrong() {
        String code = Works.cell(7);
        char wrong = code.charAt(5) == 'X' ? 'Y' : 'X';
        assertBad(Cause.MISTYPED_CODE, Works.PARTS.read(code.substring(0, 5) + wrong + code.substring(6)));
        assertBad(Cause.MISTYPED_CODE, Works.PARTS.read(code.substring(1)));
        assertBad(Cause.MISTYPED_CODE, Works.PARTS.read("(01)09520123456789(21)SN-1"));
        assertBad(Cause.MISSING_VALUE, Works.PARTS.read(" "));
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.read("(01)" + OTHER));
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.read("https://shop.example/laptops"));
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.read("4711"));
        assertBad(Cause.UNKNOWN_PART, Works.PARTS.columns(new PartKey("", "", "", "4711")));
        assertBad(Cause.MALFORMED_ROW, Works.PARTS.columns(new PartKey("x", "y", "", "a\u0000b")));
        assertBad(Cause.MALFORMED_ROW, Works.PARTS.columns(new PartKey("x".repeat(201), "y", "", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23E+15", "1,23E+15", "7.12345E+17", "1E+05", "123456789012345000"})
    void seesSpreadsheetDamage(String text) {
        assertBad(Cause.SPREADSHEET_DAMAGE, Works.PARTS.read(text));
        assertBad(Cause.SPREADSHEET_DAMAGE, Works.PARTS.columns(new PartKey("m", "t", "", text)));
    }

    @Test
    void seesALostZero() {
        assertBad(Cause.SPREADSHEET_DAMAGE, Works.PARTS.read("1" + OTHER + "21123"));
        assertFalse(PartReader.isDamaged("12E5"));
        assertFalse(PartReader.isDamaged("2026"));
    }

    @Test
    void neverShowsAWholeCode() {
        for (int i = 0; i < 300; i++) {
            String code = Works.cell(i);
            char wrong = code.charAt(i % 20) == 'X' ? 'Y' : 'X';
            String typo = code.substring(0, i % 20) + wrong + code.substring(i % 20 + 1);
            for (var text : new String[] {
                typo, "(01)" + OTHER + "(21)" + code, code + "/9", "x " + code + " y", "(01)" + OURS + "(21)" + typo
            }) {
                var bad = assertInstanceOf(PartText.Bad.class, Works.PARTS.read(text));
                assertFalse(bad.detail().contains(code.substring(2, 18)), bad.detail());
                assertFalse(bad.detail().contains(typo), bad.detail());
            }
        }
    }
}
