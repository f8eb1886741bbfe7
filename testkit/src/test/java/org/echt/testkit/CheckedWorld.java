package org.echt.testkit;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.echt.core.asbuilt.Installation;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.notice.Action;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.echt.core.scan.CopyCase.Decision;
import org.echt.core.scan.CopyCase.Outcome;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Reason;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Signal;
import org.echt.core.scan.SignalStore.Judged;
import org.echt.core.scan.SignalStore.Progress;
import org.echt.core.scan.Thresholds;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordList;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.Check;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.ItemStore;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verifier;
import org.echt.testkit.Faults.Mode;
import org.echt.testkit.Faults.Steps;

/**
 * A random world in stores that break, a real verifier over it, and the truth by brute force. Remedies are recorded on
 * items that are inside nothing; what a mended part means for its parent is tested by example.
 */
final class CheckedWorld {
    private static final int RECALLS = 4;

    private final MemoryStores real = new MemoryStores();
    private final Faults faults = new Faults(real);
    private final World world;
    private final BruteForce oracle;
    private final Verifier verifier;
    private final List<Long> items;
    private final Map<String, Content> told = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private final List<Remedy> remedies = new ArrayList<>();
    private final Map<Long, Answer> truths = new HashMap<>();
    private final SlotCodec ours = codec('A', 1);
    private final SlotCodec stolenSlot = codec('A', 2);
    private final SlotCodec foreignSlot = codec('Z', 3);
    private Runnable beforeRead = () -> {};
    /** What the answers said of the use. */
    final Set<Use> uses = EnumSet.noneOf(Use.class);

    CheckedWorld(SplittableRandom random) {
        world = RandomWorld.of(random).storeIn(real);
        oracle = new BruteForce(world);
        items = world.ownItems();
        for (int i = 0; i < RECALLS; i++) {
            publish("R-2026-00" + i, random);
        }
        mendSome(random);
        suspectSome(random);
        var stores = faults.stores();
        var catalogues =
                new CatalogueHolder(stores.catalogue(), () -> new KeyRing(List.of(slot('A', 1))), _ -> WordList.NONE);
        ItemStore watched = (item, withBuild) -> {
            var first = beforeRead;
            beforeRead = () -> {};
            first.run();
            return stores.items().read(item, withBuild);
        };
        verifier = new Verifier(catalogues, watched, stores.scans(), world::now, random.split());
    }

    /** What somebody typed, and what may be said of it while the store works; {@code item} is -1 where there is none. */
    record Typed(String text, long item, IssueState expected) {}

    Typed randomInput(SplittableRandom random) {
        long item = items.get(random.nextInt(items.size()));
        var code = ours.code(item);
        return switch (random.nextInt(16)) {
            case 0 -> new Typed(wrongSymbol(code.text(), random), -1, IssueState.MISTYPED);
            case 1 -> new Typed(swapped(code.text(), random), -1, IssueState.MISTYPED);
            case 2 -> new Typed(code.text().substring(1 + random.nextInt(3)), -1, IssueState.MISTYPED);
            case 3 -> new Typed(code.text().replace(code.text().charAt(7), '?'), -1, IssueState.MISTYPED);
            case 4 -> new Typed(neverIssued(random), -1, IssueState.NOT_ISSUED);
            case 5 -> new Typed(stolenSlot.code(item).text(), -1, IssueState.NOT_ISSUED);
            case 6 -> new Typed(foreignSlot.code(item).text(), -1, IssueState.FOREIGN);
            case 7 ->
                new Typed(random.nextBoolean() ? "4006381333931" : "https://example.com/about", -1, IssueState.FOREIGN);
            case 8 -> new Typed(code.printed().toLowerCase(Locale.ROOT), item, IssueState.ISSUED);
            case 9 -> new Typed("https://id.acme.example/01/09506000000011/21/" + code.text(), item, IssueState.ISSUED);
            default -> new Typed(code.text(), item, IssueState.ISSUED);
        };
    }

    Verdict check(String text) {
        var verdict = verifier.check(new Check(text, null, null, Scan.Channel.API, "en", "test", Visitor.NOBODY));
        if (verdict instanceof Verdict.Issued issued) {
            uses.add(issued.usage().use());
        }
        return verdict;
    }

    void arm(Mode mode, int step) {
        faults.arm(mode, Steps.ALL, step);
    }

    /** True when the armed fault happened since. */
    boolean disarm() {
        boolean fired = faults.fired();
        faults.arm(Mode.LOST, Steps.ALL, 0);
        beforeRead = () -> {};
        return fired;
    }

    /** Another node publishes, changes or withdraws a recall after this node looked at its catalogue. */
    void changeRecallsJustBeforeTheNextRead(SplittableRandom random) {
        var own = random.split();
        beforeRead = () -> {
            var id = "R-2026-00" + own.nextInt(RECALLS);
            if (own.nextInt(4) == 0) {
                append(id, told.getOrDefault(id, content(own)), State.WITHDRAWN);
                told.remove(id);
            } else {
                publish(id, own);
            }
            truths.clear();
        };
    }

    /** What the customer must read about safety. */
    Answer truth(long item) {
        return truths.computeIfAbsent(
                item,
                i -> told.entrySet().stream()
                        .map(e -> truth(e.getKey(), e.getValue(), i))
                        .min(Enum::compareTo)
                        .orElse(Answer.NOT_AFFECTED));
    }

    private Answer truth(String recall, Content content, long item) {
        var matches = oracle.test(content.scope(), item);
        if (matches == BruteForce.Answer.NOT || content.action() == Action.INFO) {
            return Answer.NOT_AFFECTED;
        }
        if (remedies.stream().anyMatch(r -> r.recall().equals(recall) && r.item() == item)) {
            return Answer.REMEDIED;
        }
        if (matches == BruteForce.Answer.AFFECTED) {
            return Answer.AFFECTED;
        }
        return content.unknownBuild() == UnknownBuild.CHECK ? Answer.POSSIBLY_AFFECTED : Answer.NOT_AFFECTED;
    }

    private void publish(String id, SplittableRandom random) {
        var content = content(random);
        append(id, content, random.nextInt(5) == 0 ? State.CLOSED : State.PUBLISHED);
        told.put(id, content);
    }

    private void append(String id, Content content, State state) {
        int number = revisions.merge(id, 1, Integer::sum);
        real.recalls().append(id, Notices.revision(number, state, number, Kind.NEW, content, world.now()));
    }

    private Content content(SplittableRandom random) {
        return Notices.content(
                RandomScope.of(random, world, 2),
                List.of(Action.values()).get(random.nextInt(4)),
                random.nextInt(4) == 0 ? UnknownBuild.EXCLUDE : UnknownBuild.CHECK);
    }

    private void mendSome(SplittableRandom random) {
        var inside = world.installations().stream().map(Installation::part).collect(Collectors.toSet());
        for (long item : items) {
            if (!inside.contains(item) && random.nextInt(3) == 0) {
                var remedy = new Remedy(
                        "R-2026-00" + random.nextInt(RECALLS), item, RemedyKind.REPAIR, world.now(), "shop", "");
                real.recalls().record(remedy, remedy.at());
                remedies.add(remedy);
            }
        }
    }

    /** Some codes are said to be used unlike one item, some to be copied: what is said of safety must not depend on it. */
    private void suspectSome(SplittableRandom random) {
        var signals = real.signals();
        var day = LocalDate.ofInstant(world.now(), ZoneOffset.UTC);
        signals.begin(day);
        signals.count(day.plusDays(1), Thresholds.DEFAULTS, Set.of());
        var unusual = new Signal(Signal.Facts.NONE, Set.of(Reason.MANY_OWNERS), Signal.Level.UNUSUAL);
        var judged = items.stream()
                .filter(_ -> random.nextInt(3) == 0)
                .map(item -> new Judged(item, unusual, "SIG-" + item))
                .toList();
        var counted = new Progress(day.plusDays(1), -1, false);
        signals.judged(judged, counted, new Progress(day.plusDays(1), -1, true), world.now());
        for (var one : signals.open(items.size())) {
            if (random.nextBoolean()) {
                signals.decide(one.id(), null, new Decision(Outcome.COPY, "ines.roth", world.now(), "photos"));
            }
        }
    }

    private String neverIssued(SplittableRandom random) {
        var batch = world.batches().get(random.nextInt(world.batches().size()));
        return random.nextBoolean()
                ? ours.code(ItemNumber.of(batch.number(), batch.count() + random.nextInt(1_000)))
                        .text()
                : ours.code(ItemNumber.of(60_000 + random.nextInt(1_000), 5)).text();
    }

    private static String wrongSymbol(String code, SplittableRandom random) {
        int at = random.nextInt(code.length());
        char wrong = code.charAt(at) == 'X' ? 'Y' : 'X';
        return code.substring(0, at) + wrong + code.substring(at + 1);
    }

    /** Exchanges the first two neighbours that differ. */
    private static String swapped(String code, SplittableRandom random) {
        int at = random.nextInt(code.length() - 1);
        while (code.charAt(at) == code.charAt(at + 1)) {
            at = random.nextInt(code.length() - 1);
        }
        return code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);
    }

    private static SlotCodec codec(char symbol, int secret) {
        return new SlotCodec(slot(symbol, secret), CodeLength.L20, WordList.NONE);
    }

    static KeySlot slot(char symbol, int secret) {
        var bytes = new byte[32];
        bytes[0] = (byte) secret;
        return new KeySlot("acme", symbol, 1, KeySlot.State.OPEN, SoftwareKeys.ofAes256(SecretBytes.copyOf(bytes)));
    }
}
