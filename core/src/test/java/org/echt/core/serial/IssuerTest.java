package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.junit.jupiter.api.Test;

class IssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final KeySlot SEVEN = Fixtures.slot7();
    private static final KeySlot EIGHT = Fixtures.slot('8', 1, KeySlot.State.OPEN);
    private final MemoryBatchStore store = new MemoryBatchStore();

    private Issuer issuer(KeySlot... slots) {
        KeyRing ring = Fixtures.ring(slots);
        return new Issuer(store, () -> ring, InstantSource.fixed(NOW), WordLists::byId);
    }

    private static BatchOrder order(String name, long count, CodeLength length) {
        return new BatchOrder(name, Fixtures.GTIN, "LOT", "maker", count, length, LocalDate.of(2026, 11, 1), "");
    }

    private static Batch issued(Issue issue) {
        return assertInstanceOf(Issue.Issued.class, issue).batch();
    }

    @Test
    void numbersAreConsecutiveAndOrdersIssuedOnce() {
        Issuer issuer = issuer(SEVEN);
        Batch first = issued(issuer.issue(order("a", 10, CodeLength.L18), "jonas"));
        Batch second = issued(issuer.issue(order("b", 10, CodeLength.L18), "jonas"));
        assertEquals(0, first.number());
        assertEquals(1, second.number());
        assertEquals('7', first.slot());
        assertEquals(NOW, first.issuedAt());
        assertEquals(new Issue.Issued(first, true), issuer.issue(order("a", 10, CodeLength.L18), "jonas"));
        assertEquals(new Issue.OrderDiffers(first), issuer.issue(order("a", 11, CodeLength.L18), "jonas"));
        assertEquals(2, store.batches().size());
    }

    @Test
    void nextSlotWhenTheBudgetIsSpent() {
        Issuer issuer = issuer(SEVEN, EIGHT);
        long half = CodeLength.L18.slotBudget() / 2;
        assertEquals(
                '7',
                issued(issuer.issue(order("a", half, CodeLength.L18), "jonas")).slot());
        assertEquals(
                '7',
                issued(issuer.issue(order("b", half, CodeLength.L18), "jonas")).slot());
        assertEquals(
                '8',
                issued(issuer.issue(order("c", half + 1, CodeLength.L18), "jonas"))
                        .slot());
        assertEquals(
                new Issue.NoSlot(Issue.Reason.BUDGETS_SPENT), issuer.issue(order("d", half, CodeLength.L18), "jonas"));
        assertEquals(
                '8',
                issued(issuer.issue(order("e", half - 1, CodeLength.L18), "jonas"))
                        .slot());
        assertTrue(assertInstanceOf(Issue.Issued.class, issuer.issue(order("a", half, CodeLength.L18), "jonas"))
                .repeated());
    }

    /** Versions share the budget of their symbol, and the shortest length in use sets it. */
    @Test
    void budgetIsTheStrictest() {
        KeySlot retired = Fixtures.slot('7', 1, KeySlot.State.RETIRED);
        KeySlot renewed = Fixtures.slot('7', 2, KeySlot.State.OPEN);
        long small = CodeLength.L16.slotBudget();
        issued(issuer(SEVEN).issue(order("a", small, CodeLength.L16), "jonas"));
        Issuer later = issuer(retired, renewed, EIGHT);
        Batch next = issued(later.issue(order("b", 1, CodeLength.L20), "jonas"));
        assertEquals('8', next.slot());
        issued(later.issue(order("c", small, CodeLength.L18), "jonas"));
        assertEquals(new Issue.NoSlot(Issue.Reason.BUDGETS_SPENT), later.issue(order("d", 1, CodeLength.L16), "jonas"));
    }

    @Test
    void refusals() {
        assertEquals(
                new Issue.NoSlot(Issue.Reason.NONE_OPEN),
                issuer(Fixtures.slot('7', 1, KeySlot.State.RETIRED)).issue(order("a", 1, CodeLength.L18), "jonas"));
        store.put(Fixtures.batch(CodeLength.L16.maxBatch(), 1, CodeLength.L18, '7', 1, ""), "jonas");
        assertEquals(
                new Issue.NoSlot(Issue.Reason.NUMBERS_SPENT),
                issuer(SEVEN).issue(order("a", 1, CodeLength.L16), "jonas"));
        assertThrows(IllegalArgumentException.class, () -> order("a", 0, CodeLength.L18));
        assertThrows(IllegalArgumentException.class, () -> order("", 1, CodeLength.L18));
        assertThrows(IllegalArgumentException.class, () -> order("a", CodeLength.L16.maxCount() + 1, CodeLength.L16));
        var strange = new BatchOrder(
                "w", Fixtures.GTIN, "LOT", "maker", 1, CodeLength.L18, LocalDate.of(2026, 11, 1), "1999-00000000");
        assertThrows(IllegalArgumentException.class, () -> issuer(SEVEN).issue(strange, "jonas"));
    }

    /** Many threads, some with the same order: no number twice, no order twice, no budget exceeded. */
    @Test
    void concurrentIssue() throws Exception {
        Issuer one = issuer(SEVEN, EIGHT);
        Issuer two = issuer(SEVEN, EIGHT);
        long count = CodeLength.L16.slotBudget() / 100;
        var outcomes = new ArrayList<Future<Issue>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 600; i++) {
                Issuer issuer = i % 2 == 0 ? one : two;
                BatchOrder order = order("order " + i / 2, count, CodeLength.L16);
                outcomes.add(threads.submit(() -> issuer.issue(order, "jonas")));
            }
        }
        var numbers = new HashSet<Integer>();
        for (Batch batch : store.batches()) {
            assertTrue(numbers.add(batch.number()));
        }
        assertEquals(200, numbers.size(), "a hundred under each of two slots");
        int fresh = 0;
        for (Future<Issue> outcome : outcomes) {
            fresh += outcome.get() instanceof Issue.Issued(Batch _, boolean repeated) && !repeated ? 1 : 0;
        }
        assertEquals(200, fresh);
        var table = BatchTable.of(store.batches());
        assertTrue(table.issued('7') <= CodeLength.L16.slotBudget());
        assertTrue(table.issued('8') <= CodeLength.L16.slotBudget());
    }

    @Test
    void streamsEveryCodeOnceFromAnyIndex() throws IOException {
        Issuer issuer = issuer(SEVEN);
        Batch batch = issued(issuer.issue(
                new BatchOrder(
                        "a",
                        Fixtures.GTIN,
                        "LOT",
                        "maker",
                        10_000,
                        CodeLength.L18,
                        LocalDate.of(2026, 11, 1),
                        WordLists.standard().id()),
                "jonas"));
        var progress = new ArrayList<Long>();
        var all = new ByteArrayOutputStream();
        assertEquals(10_000, issuer.codes(batch).stream(0, all, progress::add));
        assertEquals(List.of(4096L, 8192L, 10_000L), progress);
        List<String> codes = all.toString(StandardCharsets.US_ASCII).lines().toList();
        assertEquals(10_000, new HashSet<>(codes).size());
        var rest = new ByteArrayOutputStream();
        assertEquals(77, issuer.codes(batch).stream(9_923, rest, _ -> {}));
        assertEquals(
                codes.subList(9_923, 10_000),
                rest.toString(StandardCharsets.US_ASCII).lines().toList());
        assertEquals(0, issuer.codes(batch).stream(10_000, rest, _ -> {}));
        var authenticator = new Authenticator(Fixtures.ring(SEVEN), BatchTable.of(List.of(batch)), WordLists::byId);
        long[] items = authenticator.authenticateAll(
                codes.stream().map(SerialCode::new).toList());
        for (int i = 0; i < items.length; i++) {
            assertEquals(ItemNumber.of(batch.number(), i), items[i]);
            assertFalse(WordLists.standard().spells(new SerialCode(codes.get(i))));
        }
    }

    @Test
    void streamNeedsTheKey() {
        Batch batch = Fixtures.batch(0, 5, CodeLength.L18, 'Z', 1, "");
        assertThrows(IllegalStateException.class, () -> issuer(SEVEN).codes(batch));
    }
}
