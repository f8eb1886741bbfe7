package org.echt.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.NoticeKind;
import org.echt.core.verify.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerJsonTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EXAMPLES = "\n<!-- Examples: written by AnswerJsonTest -->\n";
    /** Laid out in full; the others stand on one line. */
    private static final List<String> IN_FULL = List.of("issued", "stop-use-part");

    private static final List<String> SHOWN = List.of(
            "issued",
            "stop-use-part",
            "stop-use",
            "remedy-pending",
            "warning-update",
            "possibly-affected",
            "unknown-safety",
            "remedied",
            "unusual",
            "copy-confirmed",
            "registered",
            "stolen",
            "not-issued",
            "mistyped",
            "foreign",
            "unavailable");

    private final Languages languages = Languages.load();

    @Test
    void onlyAnIssuedCodeWithEveryRecallTestedIsNotAffected() {
        SampleVerdicts.all().forEach((name, verdict) -> {
            var json = json(verdict);
            boolean clean = verdict instanceof Verdict.Issued issued
                    && issued.safety().clear()
                    && issued.safety().recalls().stream().allMatch(c -> c.kind() == NoticeKind.INFO);
            assertEquals(clean, json.at("/safety/answer").asString().equals("NOT_AFFECTED"), name);
            assertEquals(verdict instanceof Verdict.Issued, json.has("life"), name);
            assertEquals(verdict instanceof Verdict.Issued, json.has("use"), name);
            for (var field : List.of("issue", "safety", "productRecalls", "asOf", "reference")) {
                assertTrue(json.has(field), name + " lacks " + field);
            }
            for (var field : List.of("time", "dataVersion", "textVersion", "language")) {
                assertTrue(json.get("asOf").has(field), name + " lacks " + field);
            }
        });
    }

    @Test
    void aRecallSaysWhatToDoAndHowItIsKnown() {
        var recall = json(sample("stop-use-part")).at("/safety/recalls/0");
        assertEquals("AFFECTED", recall.get("answer").asString());
        assertEquals("PART", recall.at("/via/kind").asString());
        assertEquals("7…YC", recall.at("/via/maskedCode").asString());
        assertEquals(3, recall.get("steps").size());
        assertEquals(
                "2027-01-12",
                json(sample("remedy-pending"))
                        .at("/safety/recalls/0/remedyFrom")
                        .asString());
    }

    @Test
    void aMistakeSaysItsPlaceAndTheSuggestion() {
        var mistake = json(sample("mistyped")).get("mistake");
        assertEquals("WRONG_SYMBOL", mistake.get("kind").asString());
        assertEquals(11, mistake.get("position").asInt());
        assertEquals("7WAH108NRZGWVM7DYC", mistake.get("suggestion").asString());
        assertFalse(json(sample("mistyped-erased-open")).get("mistake").has("suggestion"));
    }

    /** With {@code -Decht.write=true} the examples are written anew. */
    @Test
    void theDocumentedExamplesAreWhatIsSent() throws IOException {
        var file = Path.of(System.getProperty("echt.root", "..")).resolve("docs/api.md");
        var text = Files.readString(file);
        int from = text.indexOf(EXAMPLES);
        assertTrue(from > 0, "docs/api.md lacks its line for the examples");
        var wanted = text.substring(0, from) + EXAMPLES + examples();
        if (Boolean.getBoolean("echt.write")) {
            Files.writeString(file, wanted);
        }
        assertEquals(wanted, Files.readString(file), "docs/api.md is old: run this test with -Decht.write=true");
    }

    private String examples() {
        var out = new StringBuilder();
        for (var name : SHOWN) {
            var json = json(sample(name));
            var body = IN_FULL.contains(name)
                    ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json)
                    : JSON.writeValueAsString(json);
            out.append("\n### ").append(name).append("\n```json\n").append(body.replace("\r\n", "\n"));
            out.append("\n```\n");
        }
        return out.toString();
    }

    private JsonNode json(Verdict verdict) {
        var bytes = AnswerJson.write(verdict, new Audience(languages.first(), Jurisdiction.EU), "3f9c01d2a4b6");
        return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Verdict sample(String name) {
        return Objects.requireNonNull(SampleVerdicts.all().get(name), name);
    }
}
