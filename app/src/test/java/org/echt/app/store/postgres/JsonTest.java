package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.Target;
import org.echt.core.gs1.Gtin;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.RemedyKind;
import org.echt.core.product.Product.PlannedPart;
import org.echt.core.recall.Content;
import org.echt.core.recall.Impact;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.junit.jupiter.api.Test;

/** What is written as JSON is read back as it was. */
final class JsonTest {
    private static final Gtin GTIN = Gtin.of("4012345000016".substring(0, 12) + Gtin.checkDigit("401234500001"));
    private static final String ODD = "\"quotes\" \\ \u0000 \uD83D\uDD0B ü </script>";

    private static final List<Scope> SCOPES = List.of(
            new Scope.Items(ItemSet.EMPTY),
            new Scope.Items(ItemSet.of(0, 1, 5, ItemNumber.of(ItemNumber.MAX_BATCH, ItemNumber.MAX_INDEX))),
            new Scope.Items(ItemSet.of(ItemNumber.foreignPart(1), ItemNumber.foreignLot(7))),
            new Scope.Items(ItemSet.ofRanges(List.of(new ItemRange(10, 100_000_000)))),
            new Scope.Range(new ItemRange(3, ItemNumber.foreignLot(9))),
            new Scope.Lot(ODD, "A-1"),
            new Scope.OfProduct("cell"),
            new Scope.ProducedBetween(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 28)),
            new Scope.Contains(new Scope.Lot("K", "K"), null),
            new Scope.Contains(new Scope.OfProduct("pack"), LocalDate.of(2025, 12, 31)),
            new Scope.All(List.of()),
            new Scope.Any(List.of(new Scope.OfProduct("a"), new Scope.Not(new Scope.All(List.of())))));

    @Test
    void everyScopeComesBack() {
        for (var scope : SCOPES) {
            assertEquals(scope, throughText(scope));
        }
        for (var comparison : Scope.Comparison.values()) {
            var scope = new Scope.AttributeIs("firmware", comparison, ODD);
            assertEquals(scope, throughText(scope));
        }
        var nested = new Scope.All(SCOPES);
        assertEquals(nested, throughText(nested));
    }

    @Test
    void deepScopesComeBack() {
        Scope deep = new Scope.OfProduct("cell");
        for (int i = 0; i < 100; i++) {
            deep = new Scope.Not(new Scope.Any(List.of(deep)));
        }
        assertEquals(deep, throughText(deep));
    }

    @Test
    void scatteredItemsComeBack() {
        var random = new SplittableRandom(7);
        for (int round = 0; round < 20; round++) {
            var items = ItemSet.builder();
            random.longs(random.nextInt(5_000), 0, Long.MAX_VALUE).forEach(items::add);
            items.addRange(new ItemRange(round * 1_000L, round * 70_000L + 10));
            var set = items.build();
            assertEquals(set, ScopeJson.items(ScopeJson.write(set)));
        }
    }

    @Test
    void damagedItemsAreRefused() {
        var bytes = Base64.getDecoder().decode(ScopeJson.write(ItemSet.of(1, 2, 3, 1L << 40, 1L << 41)));
        for (int cut = 0; cut < bytes.length; cut++) {
            var part = Arrays.copyOf(bytes, cut);
            assertThrows(IOException.class, () -> read(part), "cut at " + cut);
        }
        var signed = bytes.clone();
        signed[11] = (byte) 0xff;
        assertThrows(IOException.class, () -> read(signed), "negative item numbers");
        assertThrows(UncheckedIOException.class, () -> ScopeJson.items("AAAA"));
    }

    private static ItemSet read(byte[] bytes) throws IOException {
        return ItemSet.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void contentsAndSummariesComeBack() {
        var text = NoticeText.of("Stop", ODD, List.of("one", "two"), "", List.of("Refund"), List.of("+49"));
        var content = new Content(
                new Scope.All(SCOPES),
                Content.UnknownBuild.EXCLUDE,
                ODD,
                new Notice(
                        NoticeKind.RECALL,
                        Action.STOP_USE,
                        LocalDate.of(2026, 5, 1),
                        Set.of(RemedyKind.REFUND),
                        ODD,
                        List.of(),
                        Map.of(Jurisdiction.US, Map.of("en", text, "de", text))));
        assertEquals(content, RecallJson.content(RecallJson.write(content)));
        var plain = new Content(
                SCOPES.getFirst(),
                Content.UnknownBuild.CHECK,
                "",
                Notice.of(NoticeKind.INFO, Action.INFO, Map.of(Jurisdiction.EU, Map.of("en", text))));
        assertEquals(plain, RecallJson.content(RecallJson.write(plain)));
        var counted = new Impact.Summary(
                1, Long.MAX_VALUE, 3, 4, new TreeMap<>(Map.of("cell", 9L)), new TreeMap<>(), 5, 6, "ab");
        assertEquals(counted, RecallJson.summary(RecallJson.write(counted)));
        assertEquals(Impact.Summary.NONE, RecallJson.summary(RecallJson.write(Impact.Summary.NONE)));
    }

    @Test
    void attributesComeBack() {
        var choice = new AttributeDefinition(
                "colour",
                AttributeDefinition.Type.ENUMERATION,
                "",
                AttributeDefinition.Visibility.SERVICE,
                "red",
                List.of("red", "green"));
        assertEquals(choice, AttributeJson.definition(AttributeJson.write(choice)));
        var targets = List.of(
                new Target.OfProduct(GTIN),
                new Target.OfLot(GTIN, "L-1"),
                new Target.OfRange(new ItemRange(1, 2)),
                new Target.OfItems(ItemSet.of(4, 9)));
        var changes = targets.stream()
                .map(target -> new Change("colour", target, null, "red"))
                .toList();
        var set = new ChangeSet(3, "jo", Instant.parse("2026-01-01T00:00:00.123456789Z"), ODD, "ff", 2, changes);
        assertEquals(set, AttributeJson.changeSet(AttributeJson.write(set)));
        var plan = List.of(new PlannedPart(GTIN, 6));
        assertEquals(plan, AttributeJson.plan(AttributeJson.write(plan)));
    }

    private static Scope throughText(Scope scope) {
        return ScopeJson.read(Json.read(Json.write(ScopeJson.write(scope))));
    }
}
