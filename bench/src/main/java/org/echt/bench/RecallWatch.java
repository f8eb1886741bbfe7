package org.echt.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echt.bench.OpenLoop.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every answer of a recall day. The loop's thread tells it answers, the thread that acts tells it what it did; its
 * counts are for after both have ended.
 */
final class RecallWatch implements OpenLoop.Listener {
    /** By then every answer knows of a publication. */
    static final Duration BOUND = Duration.ofSeconds(1);
    /** Cuts are noticed a little after the kill. */
    private static final long NOTICED = 1_000_000_000;

    private final Tally tally;
    private final References acknowledged = new References();
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final List<Outage> outages = new CopyOnWriteArrayList<>();
    private long old;
    private long lastOld;
    private long late;
    private long unaware;
    private long unrecorded;
    private long cutByKill;
    private long cut;

    RecallWatch(Tally tally) {
        this.tally = tally;
    }

    /** A version holds from now on; told again when more is known of it. */
    void holds(int version, Published what) {
        if (published.size() == version) {
            published.add(what);
        } else {
            published.set(version, what);
        }
    }

    void killed(int target, long at) {
        outages.add(new Outage(target, at, Long.MAX_VALUE));
    }

    /** The last one that was killed is back. */
    void isBack(long at) {
        var last = outages.removeLast();
        outages.add(new Outage(last.target(), last.from(), at + NOTICED));
    }

    @Override
    public void answered(Asked asked, Target target, Answer answer, long sent, long now) {
        tally.answered(asked, target, answer, sent, now);
        if (answer.status() == 200) {
            var reference = answer.reference();
            if (reference.isEmpty()) {
                unrecorded++;
            } else {
                acknowledged.add(reference);
            }
            for (var version : published) {
                judge(asked.question().id(), answer, sent, now, version);
            }
        }
    }

    private void judge(int laptop, Answer answer, long sent, long now, Published version) {
        long after = now - version.at();
        if (after > 0 && version.isUnknownTo(laptop, answer)) {
            lastOld = Math.max(lastOld, after);
            late++;
            old += after > BOUND.toNanos() ? 1 : 0;
            unaware += sent - version.at() > 0 ? 1 : 0;
        }
    }

    @Override
    public void failed(Asked asked, @Nullable Target target, Failure failure, long now) {
        tally.failed(asked, target, failure, now);
        if (failure == Failure.CUT && target != null) {
            boolean isKilled = outages.stream().anyMatch(outage -> outage.covers(target.number(), now));
            cutByKill += isKilled ? 1 : 0;
            cut += isKilled ? 0 : 1;
        }
    }

    Tally tally() {
        return tally;
    }

    References acknowledged() {
        return acknowledged;
    }

    /** Answers by an older version that came later than the bound after an approval had returned. */
    long old() {
        return old;
    }

    /** Answers by an older version that came after an approval had returned at all. */
    long late() {
        return late;
    }

    /** Those of them to questions that were sent after it had returned. */
    long unaware() {
        return unaware;
    }

    /** Milliseconds from an approval's return to the last answer by an older version. */
    double lastOldMillis() {
        return lastOld / 1e6;
    }

    /** Answers with 200 that name no check. */
    long unrecorded() {
        return unrecorded;
    }

    /** Answers cut off by the kill of their node. */
    long cutByKill() {
        return cutByKill;
    }

    /** Answers cut off otherwise. */
    long cut() {
        return cut;
    }
}
