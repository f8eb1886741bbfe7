package org.echt.core.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigitalLinkTest {
    private static final Gtin GTIN = Gtin.of("09506000134352");

    @Test
    void parts() {
        var link = DigitalLink.parse(
                        "HTTPS://Shop.Example/x/01/09506000134352/22/V/10/L%2F7/21/S?17=271231&linkType=gs1:pip&3103=x#y")
                .orElseThrow();
        assertEquals("HTTPS://Shop.Example/x", link.stem());
        assertEquals(new Element("01", "09506000134352"), link.key());
        assertEquals(
                List.of(new Element("22", "V"), new Element("10", "L/7"), new Element("21", "S")), link.qualifiers());
        assertEquals(List.of(new Element("17", "271231")), link.attributes());
        assertEquals(Optional.of(GTIN), link.gtin());
        assertEquals(Optional.of("S"), link.value("21"));
        assertEquals(Optional.of("271231"), link.value("17"));
    }

    @Test
    void shortGtinIsPadded() {
        assertEquals(
                "09506000134352",
                DigitalLink.parse("http://a/01/9506000134352")
                        .orElseThrow()
                        .key()
                        .value());
    }

    @Test
    void otherKeys() {
        assertEquals("8006", key("https://a/8006/095060001343520102/21/S"));
        assertEquals("8003", key("https://a/8003/09506000134352ASSET"));
        assertEquals("8004", key("https://a/8004/9506000ASSET"));
    }

    private static String key(String uri) {
        return DigitalLink.parse(uri).orElseThrow().key().ai();
    }

    @Test
    void refuses() {
        for (String uri : List.of(
                "",
                "https://",
                "https://a",
                "https://a/",
                "ftp://a/01/09506000134352",
                "https://a/01",
                "https://a/01/09506000134353",
                "https://a/01/09506000134352/21",
                "https://a/01/09506000134352/99/x",
                "https://a/01/09506000134352/21/S/10/L",
                "https://a/01/0950600013435%3",
                "https://a/shop/7")) {
            assertEquals(Optional.empty(), DigitalLink.parse(uri), uri);
        }
    }

    @Test
    void writes() {
        assertEquals(
                "https://id.example.com/01/09506000134352/21/7W-A", DigitalLink.uri("id.example.com", GTIN, "7W-A"));
        assertEquals("https://a/01/09506000134352/21/a%2Fb%25%C3%A4", DigitalLink.uri("a", GTIN, "a/b%ä"));
        assertEquals(
                "HTTPS://ID.EXAMPLE.COM/01/09506000134352/21/7WA",
                DigitalLink.upperCaseUri("id.example.com", GTIN, "7WA"));
        assertThrows(IllegalArgumentException.class, () -> DigitalLink.upperCaseUri("a", GTIN, "7wa"));
    }

    @FuzzTest(maxDuration = "20s")
    void neverThrowsAndReadsWhatItWrites(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        DigitalLink.parse(text);
        DigitalLink.parse("https://a/" + text);
        if (!text.isEmpty()) {
            var written = DigitalLink.parse(DigitalLink.uri("a", GTIN, text)).orElseThrow();
            assertEquals(Optional.of(text), written.value("21"));
        }
    }
}
