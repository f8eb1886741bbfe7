package org.echt.core.maker;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.gs1.Gtin;
import org.echt.core.serial.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Who may have how many codes. Changes need MANAGE_MAKERS, which those who order codes do not have; they stand in the
 * audit log. Throws {@link RefusedException}: NOT_FOUND for an unknown name, CONFLICT for what does not go with what is
 * there. Thread-safe.
 *
 * <p>As long as no maker is on record, codes are issued to any name. From the first one on an order must name a maker on
 * record: a quota that a misspelt name escapes would be none.
 */
public final class MakerDesk {
    private final MakerStore store;
    private final InstantSource clock;
    private final boolean dry;

    public MakerDesk(MakerStore store, InstantSource clock) {
        this(store, clock, false);
    }

    private MakerDesk(MakerStore store, InstantSource clock, boolean dry) {
        this.store = store;
        this.clock = clock;
        this.dry = dry;
    }

    /** A desk that checks and answers the same and changes nothing. */
    public MakerDesk dry() {
        return new MakerDesk(store, clock, true);
    }

    /** By name. */
    public List<Maker> makers() {
        return store.makers();
    }

    public Maker find(String name) {
        return store.maker(name)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no maker \"" + name + "\""));
    }

    public List<Quota> quotas(String maker) {
        return store.quotas(find(maker).name());
    }

    /** What became of each batch of a maker, who need not be on record. */
    public List<BatchUse> uses(String maker) {
        return store.uses(maker);
    }

    /** Adds a maker. Without a quota it gets no codes, unless it is our own production. */
    public Maker add(Maker maker, Act act) {
        act.by().require(Right.MANAGE_MAKERS);
        if (store.maker(maker.name()).isPresent()) {
            throw taken(maker.name());
        }
        if (!dry && !store.change(null, maker, maker.audit(null, now(), act.name(), act.why()))) {
            throw taken(maker.name());
        }
        return maker;
    }

    /** Has code files encrypted to another certificate from now on. */
    public Maker certificate(String name, String certificate, Act act) {
        act.by().require(Right.MANAGE_MAKERS);
        var before = find(name);
        var after = new Maker(name, before.own(), certificate);
        if (!dry && !store.change(before, after, after.audit(before, now(), act.name(), act.why()))) {
            throw changed(name);
        }
        return after;
    }

    /** Sets how many codes a maker may have, ever; the same again changes nothing. */
    public Quota quota(String name, @Nullable Gtin gtin, long codes, Act act) {
        act.by().require(Right.MANAGE_MAKERS);
        var maker = find(name);
        if (maker.own()) {
            throw new RefusedException(Fault.CONFLICT, "\"" + name + "\" is our own production and needs no quota");
        }
        var after = new Quota(name, gtin, codes);
        var before = store.quotas(name).stream()
                .filter(q -> Objects.equals(q.gtin(), gtin))
                .findFirst()
                .orElse(null);
        if (!after.equals(before)
                && !dry
                && !store.change(before, after, after.audit(before, now(), act.name(), act.why()))) {
            throw changed(name);
        }
        return after;
    }

    /** Notes that the codes of a batch are given to its maker; needs PRODUCE. Before the file leaves. */
    public void exported(Batch batch, String sha256, Act act) {
        act.by().require(Right.PRODUCE);
        if (!dry) {
            store.record(new Export(batch, sha256, now()), act.name());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static RefusedException taken(String name) {
        return new RefusedException(Fault.CONFLICT, "there is a maker \"" + name + "\" already");
    }

    private static RefusedException changed(String name) {
        return new RefusedException(Fault.CONFLICT, "somebody else changed maker \"" + name + "\" meanwhile");
    }
}
