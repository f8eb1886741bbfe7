package org.echt.bench;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.echt.core.asbuilt.Build;
import org.echt.core.product.Product;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.scan.Scan;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemSet;
import org.echt.core.serial.WordLists;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.Check;
import org.echt.core.verify.ItemStore;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verifier;

/** T3: whole checks in process, with stores that answer at once, beside one FF1 decryption. */
final class CheckBench implements Bench {
    private static final int CHECKS = 200_000;
    private static final int CODES = 1 << 16;
    private static final int ORACLE_CODES = 40_000;

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var world = new CheckWorld();
        long before = Machine.heap();
        var lists = world.lists();
        double bytesPerCode = (double) (Machine.heap() - before) / CheckWorld.LISTED;
        out.printf(
                "%,d codes on %,d lists: %.2f MB of heap per million%n", CheckWorld.LISTED, lists.size(), bytesPerCode);
        long began = Machine.threadNanos();
        var verifier = verifier(world.data(lists));
        double compiled = (Machine.threadNanos() - began) / 1e9;
        double bytesInAll = (double) (Machine.heap() - before) / CheckWorld.LISTED;
        out.printf(
                "%,d batches and 10,000 recalls compiled in %.2f s of CPU; %.2f MB per million in all%n",
                CheckWorld.BATCHES, compiled, bytesInAll);

        var codes = world.codes(CODES);
        var oracle = new OracleFf1(false, Codes.key(), CodeLength.L18.bodySymbols);
        var outcomes = new Contest(4, 7)
                .add("Echt, a whole check without a store", CHECKS, () -> check(verifier, codes))
                .add("BouncyCastle FF1, one decryption", ORACLE_CODES, () -> oracle.run(ORACLE_CODES))
                .run(out);
        double ratio = outcomes.get(1).cpuNanos() / outcomes.get(0).cpuNanos();
        return List.of(
                new Figure(
                        "T3",
                        "check",
                        "check in process: 10,000 open recalls, 100 M listed codes",
                        "%.2f M/s per core".formatted(outcomes.get(0).perCore() / 1e6),
                        "one BouncyCastle FF1 decryption, %.2f M/s"
                                .formatted(outcomes.get(1).perCore() / 1e6),
                        "%.1fx".formatted(ratio),
                        ">= 10x",
                        ratio >= 10),
                new Figure(
                        "",
                        "check",
                        "memory of listed codes, scattered",
                        "%.2f MB per million, %.2f with the index over them".formatted(bytesPerCode, bytesInAll),
                        "8-byte numbers, 8 MB",
                        "%.2f".formatted(bytesPerCode / 8),
                        "",
                        true),
                new Figure(
                        "",
                        "check",
                        "compile 5,000 batches and 10,000 recalls",
                        "%.2f s CPU".formatted(compiled),
                        "-",
                        "-",
                        "",
                        true));
    }

    private static void check(Verifier verifier, List<String> codes) {
        for (int i = 0; i < CHECKS; i++) {
            var code = codes.get(i & (CODES - 1));
            var verdict = verifier.check(new Check(code, null, null, Scan.Channel.API, "en", "bench", Visitor.NOBODY));
            if (!(verdict instanceof Verdict.Issued)) {
                throw new IllegalStateException("an issued code was answered " + verdict);
            }
        }
    }

    private static Verifier verifier(CatalogueStore.CatalogueData data) {
        var holder = new CatalogueHolder(new Given(data), () -> Codes.RING, WordLists::byId);
        ItemStore items = (item, _) ->
                new ItemStore.ItemFacts(data.version(), ItemState.untouched(item), List.of(), Build.none(item));
        return new Verifier(holder, items, new Nowhere(), InstantSource.system(), new SecureRandom());
    }

    private record Given(CatalogueData load) implements CatalogueStore {
        @Override
        public boolean add(Product product, String by, Instant at) {
            return false;
        }
    }

    private static final class Nowhere implements ScanStore {
        @Override
        public void append(Scan scan) {}

        @Override
        public Map<Life, Long> lives(ItemSet items) {
            return Map.of();
        }

        @Override
        public void setLife(LifeChange change) {}

        @Override
        public ItemSet checked(Instant from, Instant to) {
            return ItemSet.EMPTY;
        }

        @Override
        public List<Scan> checksOf(long item, Instant to, int limit) {
            return List.of();
        }

        @Override
        public ItemSet inLife(Life life) {
            return ItemSet.EMPTY;
        }
    }
}
