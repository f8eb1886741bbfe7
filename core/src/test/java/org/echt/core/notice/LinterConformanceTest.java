package org.echt.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every element that the checklist of Article 36(2) demands has a rule, and the words it forbids are found. */
@Tag("conformance")
class LinterConformanceTest {
    private static final Map<String, Rule> RULES = Map.of(
            "headline", Rule.R1,
            "product", Rule.R2,
            "machineReadable", Rule.R3,
            "hazard", Rule.R5,
            "noSoftening", Rule.R5,
            "action", Rule.R7,
            "remedy", Rule.R8,
            "contact", Rule.R9,
            "share", Rule.R11,
            "language", Rule.R10);
    private static final Pattern QUOTED = Pattern.compile("'([a-z ]+)'");

    @Test
    void everyElementHasARuleThatANoticeCanBreak() throws IOException {
        var broken = GoldenFile.files("faults-").stream()
                .flatMap(file -> GoldenFile.patched(file).stream())
                .flatMap(golden -> Linter.lint(golden.notice(), golden.laws(), golden.countries()).stream())
                .map(Finding::rule)
                .collect(Collectors.toSet());
        int elements = 0;
        for (var element : checklist().get("must").values()) {
            var rule = RULES.get(element.get("id").asString());
            assertNotNull(rule, "no rule for " + element);
            assertTrue(broken.contains(rule), rule + " is broken by no golden notice");
            elements++;
        }
        assertEquals(RULES.size(), elements);
    }

    @Test
    void theWordsItForbidsAreFound() throws IOException {
        int words = 0;
        for (var element : checklist().get("must").values()) {
            var quoted = QUOTED.matcher(
                    element.get("id").asString().equals("noSoftening")
                            ? element.get("rule").asString()
                            : "");
            while (quoted.find()) {
                var found = lint(quoted.group(1));
                assertTrue(found.contains(Rule.R5) || found.contains(Rule.R6), quoted.group(1) + ": " + found);
                words++;
            }
        }
        assertTrue(words >= 6, words + " words");
        assertEquals(Set.of(), lint("severe"));
    }

    private static Set<Rule> lint(String word) {
        var good = GoldenFile.whole(GoldenFile.FOLDER.resolve("good-en-power-bank.txt"))
                .notice();
        var text = good.text(Jurisdiction.EU, "en");
        var planted = new NoticeText(
                text.subject(),
                text.instruction(),
                "It can burn, " + word + ".",
                text.steps(),
                text.untilThen(),
                text.remedies(),
                text.contacts(),
                text.share(),
                text.report());
        var notice = new Notice(
                good.kind(),
                good.action(),
                null,
                good.offered(),
                "",
                good.pictures(),
                Map.of(Jurisdiction.EU, Map.of("en", planted)));
        return Linter.lint(notice, Set.of(Jurisdiction.EU), Set.of("IE")).stream()
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    private static JsonNode checklist() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(Path.of(System.getProperty("echt.data"), "gpsr/checklist.json")
                        .toFile());
    }
}
