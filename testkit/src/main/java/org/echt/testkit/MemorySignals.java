package org.echt.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.echt.core.scan.CopyCase;
import org.echt.core.scan.CopyCase.Decision;
import org.echt.core.scan.CopyCase.Outcome;
import org.echt.core.scan.CopyCase.Suspect;
import org.echt.core.scan.DayCount;
import org.echt.core.scan.ItemDay;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Precision;
import org.echt.core.scan.Reason;
import org.echt.core.scan.Signal;
import org.echt.core.scan.SignalStore;
import org.echt.core.scan.Thresholds;
import org.echt.core.serial.ItemNumber;
import org.jspecify.annotations.Nullable;

/** Signals in memory. */
final class MemorySignals implements SignalStore {
    private final Memory memory;

    /** Guarded by the one lock, as the next. */
    private final List<ItemDay> days = new ArrayList<>();

    private final TreeSet<Long> due = new TreeSet<>();
    private final List<OneCase> cases = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    @Nullable
    private Progress progress;

    private int window = Thresholds.DEFAULTS.window();

    private record OneCase(String id, Reason cause, int batch, String place, Instant openedAt) {}

    private record Row(OneCase of, Suspect suspect) {
        boolean isOpen() {
            return suspect.decision() == null;
        }

        boolean is(Outcome outcome) {
            var decision = suspect.decision();
            return decision != null && decision.outcome() == outcome;
        }
    }

    MemorySignals(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Progress> progress() {
        return memory.locked(() -> Optional.ofNullable(progress));
    }

    @Override
    public void begin(LocalDate day) {
        memory.locked(() -> progress = progress != null ? progress : new Progress(day, -1, true));
    }

    @Override
    public boolean count(LocalDate day, Thresholds thresholds, Set<Long> also) {
        return memory.locked(() -> {
            if (progress == null
                    || !progress.done()
                    || !progress.day().plusDays(1).equals(day)) {
                return false;
            }
            var scans = memory.scans.stream()
                    .filter(s -> LocalDate.ofInstant(s.at(), ZoneOffset.UTC).equals(day))
                    .toList();
            days.addAll(DayCount.of(day, scans, thresholds));
            window = thresholds.window();
            days.removeIf(d -> !inWindow(d, day));
            due.clear();
            days.stream().filter(d -> d.day().equals(day)).map(ItemDay::item).forEach(due::add);
            due.removeIf(item -> people(item) < thresholds.least());
            due.addAll(also);
            memory.states.values().stream().filter(s -> s.use() == Use.UNUSUAL).forEach(s -> due.add(s.item()));
            due.removeIf(item -> ofItem(item).stream().anyMatch(r -> r.is(Outcome.COPY) || r.is(Outcome.TEST)));
            progress = new Progress(day, -1, false);
            return true;
        });
    }

    private boolean inWindow(ItemDay day, LocalDate today) {
        return day.day().isAfter(today.minusDays(window));
    }

    private int people(long item) {
        return days.stream()
                .filter(d -> d.item() == item)
                .mapToInt(ItemDay::people)
                .sum();
    }

    private List<Row> ofItem(long item) {
        return rows.stream().filter(r -> r.suspect().item() == item).toList();
    }

    @Override
    public List<Candidate> candidates(long after, int limit) {
        return memory.locked(() -> due.tailSet(after, false).stream()
                .limit(limit)
                .map(item -> new Candidate(state(item), history(item)))
                .toList());
    }

    private List<ItemDay> history(long item) {
        var genuine = ofItem(item).stream()
                .filter(r -> r.is(Outcome.GENUINE))
                .map(r -> r.suspect().decision())
                .mapToLong(d -> d == null
                        ? 0
                        : LocalDate.ofInstant(d.at(), ZoneOffset.UTC).toEpochDay())
                .max()
                .orElse(Long.MIN_VALUE);
        return days.stream()
                .filter(d -> d.item() == item && d.day().toEpochDay() > genuine)
                .toList();
    }

    private ItemState state(long item) {
        return memory.states.getOrDefault(item, ItemState.untouched(item));
    }

    @Override
    public boolean judged(Collection<Judged> judged, Progress from, Progress to, Instant at) {
        return memory.locked(() -> {
            if (!from.equals(progress)) {
                return false;
            }
            judged.forEach(one -> judged(one, at));
            progress = to;
            return true;
        });
    }

    private void judged(Judged one, Instant at) {
        if (one.signal().level() != Signal.Level.NOTHING) {
            file(one, at);
        }
        var before = state(one.item()).use();
        if (one.use(before) != before) {
            use(one.item(), one.use(before));
            memory.access.write(one.audit(before, at));
        }
    }

    private void file(Judged one, Instant at) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.isOpen() && row.suspect().item() == one.item()) {
                var since = row.suspect().since();
                rows.set(i, new Row(row.of(), new Suspect(one.item(), one.signal(), since, null)));
                return;
            }
        }
        rows.add(new Row(group(one, at), new Suspect(one.item(), one.signal(), at, null)));
    }

    private OneCase group(Judged one, Instant at) {
        var cause = one.signal().cause();
        int batch = ItemNumber.batch(one.item());
        var place = one.signal().casePlace();
        return rows.stream()
                .filter(Row::isOpen)
                .map(Row::of)
                .filter(c ->
                        c.cause() == cause && c.batch() == batch && c.place().equals(place))
                .findFirst()
                .orElseGet(() -> {
                    var added = new OneCase(one.newCase(), cause, batch, place, at);
                    cases.add(added);
                    return added;
                });
    }

    private void use(long item, Use use) {
        var was = state(item);
        memory.states.put(
                item, new ItemState(item, was.life(), was.firstCheckedAt(), was.lastCheckedAt(), was.checks(), use));
    }

    @Override
    public List<CopyCase> open(int limit) {
        return memory.locked(() -> cases.stream()
                .map(this::told)
                .filter(c -> c.undecided() > 0)
                .limit(limit)
                .toList());
    }

    private CopyCase told(OneCase one) {
        long items = rows.stream().filter(r -> r.of().equals(one)).count();
        long open = rows.stream().filter(r -> r.of().equals(one) && r.isOpen()).count();
        return new CopyCase(one.id(), one.cause(), one.batch(), one.place(), one.openedAt(), items, open);
    }

    @Override
    public Optional<CopyCase> find(String id) {
        return memory.locked(() ->
                cases.stream().filter(c -> c.id().equals(id)).map(this::told).findFirst());
    }

    @Override
    public List<Suspect> suspects(String id, int limit) {
        return memory.locked(() -> rows.stream()
                .filter(r -> r.of().id().equals(id))
                .sorted(Comparator.comparing((Row r) -> !r.isOpen())
                        .thenComparingLong(r -> r.suspect().item()))
                .map(Row::suspect)
                .limit(limit)
                .toList());
    }

    @Override
    public List<CopyCase> casesOf(long item) {
        return memory.locked(() ->
                ofItem(item).reversed().stream().map(Row::of).map(this::told).toList());
    }

    @Override
    public long decide(String id, @Nullable Collection<Long> items, Decision decision) {
        return memory.locked(() -> {
            var chosen = rows.stream()
                    .filter(r -> r.of().id().equals(id))
                    .filter(r -> items == null
                            ? r.isOpen()
                            : items.contains(r.suspect().item()))
                    .sorted(Comparator.comparingLong(r -> r.suspect().item()))
                    .toList();
            if (items != null && chosen.size() != items.size()) {
                return 0L;
            }
            chosen.forEach(row -> decide(row, decision));
            return (long) chosen.size();
        });
    }

    private void decide(Row row, Decision decision) {
        var was = row.suspect();
        rows.set(rows.indexOf(row), new Row(row.of(), new Suspect(was.item(), was.signal(), was.since(), decision)));
        memory.access.write(decision.audit(was.item(), state(was.item()).use()));
        use(was.item(), decision.outcome().use());
    }

    @Override
    public Map<Reason, Precision> precision() {
        return memory.locked(() -> {
            var found = new EnumMap<Reason, Precision>(Reason.class);
            for (var one : cases) {
                var of = rows.stream().filter(r -> r.of().equals(one)).toList();
                if (!of.stream().allMatch(Row::isOpen)) {
                    boolean copy = of.stream().anyMatch(r -> r.is(Outcome.COPY));
                    found.merge(one.cause(), new Precision(copy ? 1 : 0, 1), Precision::plus);
                }
            }
            return found;
        });
    }

    @Override
    public long countOf(Use use) {
        return memory.locked(() ->
                memory.states.values().stream().filter(s -> s.use() == use).count());
    }
}
