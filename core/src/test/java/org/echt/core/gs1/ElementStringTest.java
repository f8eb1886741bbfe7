package org.echt.core.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElementStringTest {
    private static final List<Element> ELEMENTS =
            List.of(new Element("01", "09506000134352"), new Element("10", "LOT7"), new Element("21", "ABC"));

    @Test
    void allSpellings() {
        for (String text : List.of(
                "(01)09506000134352(10)LOT7(21)ABC",
                " (01) 09506000134352 (10) LOT7 (21) ABC ",
                "010950600013435210LOT7\u001d21ABC",
                "\u001d010950600013435210LOT7\u001d21ABC\u001d",
                "]d2010950600013435210LOT7\u001d21ABC",
                "]C1010950600013435210LOT7\u001d21ABC",
                "]Q3010950600013435210LOT7<GS>21ABC",
                "]e0010950600013435210LOT7{GS}21ABC",
                "010950600013435210LOT7\u241d21ABC")) {
            assertEquals(Optional.of(new ElementString(ELEMENTS)), ElementString.parse(text), text);
        }
    }

    @Test
    void writes() {
        var elements = new ElementString(ELEMENTS);
        assertEquals("(01)09506000134352(10)LOT7(21)ABC", elements.bracketed());
        assertEquals("010950600013435210LOT7\u001d21ABC", elements.raw());
        assertEquals(Optional.of(Gtin.of("09506000134352")), elements.gtin());
        assertEquals(Optional.of("LOT7"), elements.value("10"));
        assertEquals(Optional.empty(), elements.value("17"));
    }

    @Test
    void refuses() {
        for (String text : List.of(
                "",
                "\u001d",
                "01",
                "0109506000134353",
                "01095060001343",
                "(01)",
                "(01)123",
                "(1)2",
                "()1",
                "(01",
                "x(01)09506000134352",
                "]C1",
                "05",
                "(10)LOT\u0007",
                "10",
                "(21)123456789012345678901",
                "344G448984",
                "(41!)1",
                "4191")) {
            assertEquals(Optional.empty(), ElementString.parse(text), text);
        }
    }

    @Test
    void pieceOfAProductNamesItsProduct() {
        var piece = ElementString.parse("(8006)095060001343520102").orElseThrow();
        assertEquals(Optional.of(Gtin.of("09506000134352")), piece.gtin());
    }

    @FuzzTest(maxDuration = "20s")
    void neverThrowsAndReadsWhatItWrites(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        ElementString.parse(text).ifPresent(e -> {
            assertTrue(ElementString.parse(e.raw()).isPresent(), text);
            assertEquals(Optional.of(e), ElementString.parse("\u001d" + e.raw()), text);
        });
    }
}
