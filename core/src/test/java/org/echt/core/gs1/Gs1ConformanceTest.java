package org.echt.core.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GS1's own test assertions, as far as this room goes. {@code ^} stands for FNC1 in them.
 *
 * <p>Subset: what is valid must be read, and read as the same elements: element strings, raw and bracketed; Digital
 * Links whose key is (01), (8003), (8004) or (8006), without the letters spelling of keys; scans of the GS1 symbologies
 * with the data of one symbol. What is invalid must be refused where it breaks what {@link ElementString} promises to
 * check: lengths, digits, structure and the check digit of a GTIN. Not in the subset: associations between identifiers,
 * dates and other content rules, identifiers that GS1 has not assigned, checks on the characters of a host, and links
 * whose query has faults, because reading is tolerant of those.
 */
@Tag("conformance")
class Gs1ConformanceTest {
    /** Invalid by rules outside the subset. */
    private static final List<String> CONTENT_RULES = List.of("ai.c:1755");

    @Test
    void elementStrings() throws IOException {
        int run = 0;
        for (JsonNode v : read("ai_process_elementstring.jsonl")) {
            String text = v.get("elementString").asString();
            Optional<ElementString> found = text.startsWith("^") ? raw(text) : Optional.empty();
            if (v.get("valid").asBoolean()) {
                String same = found.map(ElementString::raw).orElse("refused").replace("\u001d", "");
                assertEquals(text.replace("^", ""), same, name(v));
                run++;
            } else if (breaksStructure(v)) {
                assertEquals(Optional.empty(), found, name(v));
                run++;
            }
        }
        assertTrue(run > 30, run + " run");
    }

    @Test
    void bracketed() throws IOException {
        int run = 0;
        for (JsonNode v : read("ai_parse_bracketed.jsonl")) {
            Optional<ElementString> found =
                    ElementString.parse(v.get("bracketed").asString());
            if (v.get("valid").asBoolean()) {
                assertEquals(
                        v.get("elementString").asString(),
                        found.map(Gs1ConformanceTest::caret).orElse("refused"),
                        name(v));
            } else {
                assertEquals(Optional.empty(), found, name(v));
            }
            run++;
        }
        assertEquals(15, run);
    }

    @Test
    void links() throws IOException {
        int run = 0;
        for (JsonNode v : read("dl_parse.jsonl")) {
            String uri = v.get("uri").asString();
            if (!v.get("valid").asBoolean() || v.get("permitConvenienceAlphas").asBoolean()) {
                continue;
            }
            String expected = v.get("elementString").asString();
            if (expected.matches("\\^(01|8003|8004|8006).*")
                    && v.get("unknownAIasAttrForbidden").asBoolean()) {
                List<Element> found = DigitalLink.parse(uri)
                        .orElseThrow(() -> new AssertionError(name(v)))
                        .elements();
                assertEquals(raw(expected).orElseThrow().elements(), found, name(v));
                run++;
            }
        }
        assertTrue(run > 20, run + " run");
    }

    @Test
    void brokenLinks() throws IOException {
        int run = 0;
        for (JsonNode v : read("dl_parse.jsonl")) {
            String uri = v.get("uri").asString();
            boolean broken =
                    !uri.contains("?") && !v.get("permitConvenienceAlphas").asBoolean() && !uri.endsWith("/10/");
            if (!v.get("valid").asBoolean() && broken) {
                assertEquals(Optional.empty(), DigitalLink.parse(uri), name(v));
                run++;
            }
        }
        assertTrue(run > 8, run + " run");
    }

    @Test
    void canonicalLinks() throws IOException {
        int run = 0;
        for (JsonNode v : read("dl_generate.jsonl")) {
            Optional<ElementString> elements =
                    ElementString.parse(v.get("bracketed").asString());
            boolean ours = v.get("valid").asBoolean()
                    && elements.map(e ->
                                    e.elements().size() == 2 && e.value("21").isPresent())
                            .orElse(false);
            if (ours) {
                var e = elements.orElseThrow();
                String uri = DigitalLink.uri(
                        "id.gs1.org", e.gtin().orElseThrow(), e.value("21").orElseThrow());
                assertEquals(v.get("uri").asString(), uri, name(v));
                run++;
            }
        }
        assertTrue(run > 0);
    }

    @Test
    void scans() throws IOException {
        int run = 0;
        for (JsonNode v : read("scandata_process.jsonl")) {
            String scan = v.get("scanData").asString();
            if (!ElementString.isGs1Symbology(scan)) {
                continue;
            }
            Optional<ElementString> found = ElementString.parse(scan);
            if (v.get("valid").asBoolean()) {
                assertEquals(
                        v.get("dataStr").asString(),
                        found.map(Gs1ConformanceTest::caret).orElse("refused"),
                        name(v));
            } else {
                assertEquals(Optional.empty(), found, name(v));
            }
            run++;
        }
        assertTrue(run > 6, run + " run");
    }

    private static boolean breaksStructure(JsonNode v) {
        return !CONTENT_RULES.contains(v.get("src").asString());
    }

    private static Optional<ElementString> raw(String text) {
        return ElementString.parse("\u001d" + text.substring(1).replace('^', '\u001d'));
    }

    private static String caret(ElementString elements) {
        return "^" + elements.raw().replace('\u001d', '^');
    }

    private static String name(JsonNode v) {
        return v.toString();
    }

    private static List<JsonNode> read(String file) throws IOException {
        var nodes = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("echt.data"), "gs1", file))) {
            nodes.add(JsonMapper.shared().readTree(line));
        }
        return nodes;
    }
}
