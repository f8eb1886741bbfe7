package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Answer;
import org.echt.testkit.Faults.Mode;
import org.junit.jupiter.api.Test;

/**
 * The property everything else serves: whatever is typed, whatever the store does, nobody reads "not affected" of an item
 * that is affected, that cannot be known, or that we did not issue. Random worlds, random recalls, random damage to codes,
 * stores that fail or are slow at any step, catalogues that change between the read and the answer.
 */
class NeverMisleadingTest {
    private static final int CASES = Integer.getInteger("cases", 100_000);
    private static final int CASES_A_WORLD = 1_000;

    @Test
    void nobodyIsToldNotAffectedWithoutProof() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var seen = new EnumMap<IssueState, Integer>(IssueState.class);
        var answers = new EnumMap<Answer, Integer>(Answer.class);
        var uses = EnumSet.noneOf(Use.class);
        int faults = 0;
        for (int done = 0; done < CASES; ) {
            var checked = new CheckedWorld(random.split());
            for (int i = 0; i < CASES_A_WORLD && done < CASES; i++, done++) {
                faults += one(checked, random, "-Dseed=" + seed + " case " + done, seen, answers);
            }
            uses.addAll(checked.uses);
        }
        assertEquals(EnumSet.allOf(Use.class), uses, "safety was not tried with every use");
        for (var state : IssueState.values()) {
            assertTrue(seen.getOrDefault(state, 0) > CASES / 500, state + " was hardly ever met: " + seen);
        }
        for (var answer :
                new Answer[] {Answer.AFFECTED, Answer.POSSIBLY_AFFECTED, Answer.REMEDIED, Answer.NOT_AFFECTED}) {
            assertTrue(answers.getOrDefault(answer, 0) > CASES / 500, answer + " was hardly ever met: " + answers);
        }
        assertTrue(faults > CASES / 50, "the store hardly ever failed: " + faults);
    }

    /** Returns 1 when the store failed on the way. */
    private static int one(
            CheckedWorld world,
            SplittableRandom random,
            String where,
            Map<IssueState, Integer> seen,
            Map<Answer, Integer> answers) {
        var typed = world.randomInput(random);
        arm(world, random);
        var verdict = world.check(typed.text());
        boolean failed = world.disarm();
        seen.merge(IssueState.of(verdict), 1, Integer::sum);
        if (failed) {
            assertEquals("", verdict.stamp().reference(), "a reference for what was not recorded: " + where);
            if (typed.expected() == IssueState.ISSUED || typed.expected() == IssueState.NOT_ISSUED) {
                assertInstanceOf(Verdict.Unavailable.class, verdict, where);
            }
            return 1;
        }
        assertEquals(typed.expected(), IssueState.of(verdict), where + " typed " + typed.text());
        if (verdict instanceof Verdict.Issued issued) {
            var answer = issued.safety().worst();
            answers.merge(answer, 1, Integer::sum);
            assertEquals(typed.item(), issued.code().item(), "answers for another item: " + where);
            assertEquals(world.truth(typed.item()), answer, where);
            assertEquals(
                    answer == Answer.NOT_AFFECTED || answer == Answer.REMEDIED,
                    issued.safety().clear(),
                    where);
        }
        return 0;
    }

    private static void arm(CheckedWorld world, SplittableRandom random) {
        switch (random.nextInt(12)) {
            case 0 -> world.arm(Mode.LOST, 1 + random.nextInt(3));
            case 1 -> world.arm(Mode.KEPT, 1 + random.nextInt(3));
            case 2 -> world.arm(Mode.SLOW, 1 + random.nextInt(3));
            case 3 -> world.changeRecallsJustBeforeTheNextRead(random);
            default -> {}
        }
    }
}
