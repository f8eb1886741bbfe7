package org.echt.core.notice;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echt.core.wording.Vocabulary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Notices written for this: the good ones pass, and every fault that was planted is found at its place and no other. */
class GoldenNoticesTest {
    @TestFactory
    Stream<DynamicTest> good() {
        return goodOnes().stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> passes(golden)));
    }

    @TestFactory
    Stream<DynamicTest> bad() {
        return badOnes().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> isCaught(golden)));
    }

    /** So that a folder nobody finds does not pass as sixty notices without a fault. */
    @Test
    void thereAreEnough() {
        assertTrue(goodOnes().size() >= 14, goodOnes().size() + " good");
        assertTrue(badOnes().count() >= 46, badOnes().count() + " bad");
        for (var language : Vocabulary.languages()) {
            long good = goodOnes().stream()
                    .filter(golden -> golden.name().startsWith("good-" + language))
                    .count();
            assertTrue(good >= 2, good + " good in " + language);
        }
        var unplanted = new TreeSet<>(Set.of(Rule.values()));
        badOnes()
                .forEach(golden -> golden.planted()
                        .forEach(plant -> unplanted.remove(Rule.valueOf(plant.substring(0, plant.indexOf(' '))))));
        assertEquals(Set.of(Rule.R13, Rule.R14), unplanted, "rules that no bad notice breaks");
    }

    private static void passes(GoldenFile golden) {
        var findings = lint(golden).stream()
                .filter(finding -> !isUnknownHeadline(finding) && !isUnread(finding))
                .toList();
        assertEquals(List.of(), findings);
        assertFalse(lint(golden).stream().anyMatch(Finding::blocks));
    }

    private static void isCaught(GoldenFile golden) {
        var findings = lint(golden);
        var found = findings.stream().map(GoldenNoticesTest::named).collect(Collectors.toSet());
        var missed = new TreeSet<>(golden.planted());
        missed.removeAll(found);
        var beyond = findings.stream()
                .filter(finding -> finding.blocks() && !golden.planted().contains(named(finding)))
                .toList();
        assertAll(
                () -> assertFalse(golden.planted().isEmpty(), "nothing is planted"),
                () -> assertEquals(Set.of(), missed, "missed; found " + findings),
                () -> assertEquals(List.of(), beyond, "beyond what was planted"));
        findings.forEach(finding -> assertAll(
                () -> assertFalse(finding.what().isBlank()),
                () -> assertFalse(finding.why().isBlank()),
                () -> assertFalse(finding.mend().isBlank())));
    }

    private static List<Finding> lint(GoldenFile golden) {
        return Linter.lint(golden.notice(), golden.laws(), golden.countries());
    }

    private static String named(Finding finding) {
        return finding.rule() + " " + finding.place();
    }

    private static boolean isUnknownHeadline(Finding finding) {
        return finding.rule() == Rule.R1 && !finding.blocks();
    }

    private static boolean isUnread(Finding finding) {
        return !finding.blocks() && finding.what().startsWith("there are no word lists");
    }

    private static List<GoldenFile> goodOnes() {
        return GoldenFile.files("good-").stream().map(GoldenFile::whole).toList();
    }

    private static Stream<GoldenFile> badOnes() {
        return Stream.concat(
                GoldenFile.files("bad-").stream().map(GoldenFile::whole),
                GoldenFile.files("faults-").stream().flatMap(file -> GoldenFile.patched(file).stream()));
    }
}
