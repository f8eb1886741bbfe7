package org.echt.app.boot;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.issuance.IssuanceDesk.KeyCommitments;
import org.echt.core.keys.KeyCommitment;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.ledger.LedgerStore;

/**
 * Puts into the log which key slots are opened and retired, each with what fixes its key. Their list is a file outside every
 * transaction, so what is new in it is noticed when the store is at hand: before a batch is committed, and while a server
 * runs. Two who notice at once both say so, which contradicts nothing. Thread-safe.
 */
record SlotRecords(Supplier<KeyRing> ring, AuditLog audit, LedgerStore ledger, InstantSource clock)
        implements KeyCommitments {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final String OPENED = "slot.opened";
    private static final String RETIRED = "slot.retired";
    private static final String COMMITMENT = "keyCommitment";

    /** Notices what is new. */
    void note() {
        ring.get().slots().forEach(this::note);
    }

    private void note(KeySlot slot) {
        opened(slot);
        if (slot.state() == KeySlot.State.RETIRED && found(slot, RETIRED).isEmpty()) {
            record(slot, RETIRED, facts(slot));
        }
    }

    @Override
    public String of(char slot, int version) {
        return ring.get().slot(slot, version).map(this::opened).orElse("");
    }

    /** The commitment to the slot's key, made now where there is none. */
    private String opened(KeySlot slot) {
        var known = found(slot, OPENED).flatMap(e -> e.facts().text(COMMITMENT));
        return known.orElseGet(() -> {
            var nonce = new byte[KeyCommitment.NONCE];
            CHANCE.nextBytes(nonce);
            var made = KeyCommitment.of(slot.key(), nonce).text();
            record(slot, OPENED, facts(slot).put(COMMITMENT, made));
            return made;
        });
    }

    private static ObjectBuilder facts(KeySlot slot) {
        return Value.object().put("slot", String.valueOf(slot.symbol())).put("version", slot.version());
    }

    private Optional<AuditEntry> found(KeySlot slot, String action) {
        var filter = new AuditLog.Filter("", action, object(slot), null, null, Long.MAX_VALUE, 1);
        return audit.find(filter).stream().map(AuditLog.Numbered::entry).findFirst();
    }

    private static String object(KeySlot slot) {
        return "slot " + slot.name();
    }

    private void record(KeySlot slot, String action, ObjectBuilder facts) {
        ledger.record(new AuditEntry(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "echt",
                action,
                object(slot),
                "",
                "",
                "found in the key store",
                facts.build()));
    }
}
