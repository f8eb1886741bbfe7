package org.echt.app.store.postgres;

import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.ledger.Head;
import org.echt.core.ledger.LedgerStore;

/** A log that grows, and whose answer never arrives. */
record KeptButUntold(LedgerStore real) implements LedgerStore {
    @Override
    public int grow(int limit, Growth growth) {
        real.grow(limit, growth);
        throw new StoreUnavailableException("the answer is lost", null);
    }

    @Override
    public Optional<Head> head() {
        return real.head();
    }

    @Override
    public void record(AuditEntry done) {
        real.record(done);
    }

    @Override
    public long waiting() {
        return real.waiting();
    }

    @Override
    public List<byte[]> entries(long from, int count) {
        return real.entries(from, count);
    }

    @Override
    public byte[] hashes(int level, long from, int count) {
        return real.hashes(level, from, count);
    }

    @Override
    public List<Committed> committed(long from, int count) {
        return real.committed(from, count);
    }

    @Override
    public List<Long> missing(int limit) {
        return real.missing(limit);
    }

    @Override
    public Optional<Long> place(long number) {
        return real.place(number);
    }

    @Override
    public void witnessed(Witnessed witnessed) {
        real.witnessed(witnessed);
    }

    @Override
    public Optional<Witnessed> witnessed() {
        return real.witnessed();
    }

    @Override
    public Optional<Witnessed> stamped() {
        return real.stamped();
    }

    @Override
    public List<Witnessed> stamped(long size, int limit) {
        return real.stamped(size, limit);
    }
}
