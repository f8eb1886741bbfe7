package org.echt.app.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.scan.VisitorSalts;

/**
 * The salts a node holds: today's and, in the last hour of a day, tomorrow's, so that at midnight nobody waits for the store
 * and all nodes change together. Thread-safe.
 */
final class DaySalts {
    static final String ALGORITHM = "HmacSHA256";

    private static final Duration AHEAD = Duration.ofHours(1);

    private final InstantSource clock;
    private final VisitorSalts shared;
    private final VisitorSalts own = VisitorSalts.drawn();
    private final Map<LocalDate, byte[]> held = new HashMap<>();
    private final Set<LocalDate> agreed = new HashSet<>();
    private LocalDate ended = LocalDate.EPOCH;

    DaySalts(InstantSource clock, VisitorSalts shared) {
        this.clock = clock;
        this.shared = shared;
    }

    /** Today's salt; one of this node's own where none is agreed on. */
    synchronized SecretKeySpec today() {
        var today = date(clock.instant());
        endBefore(today);
        return new SecretKeySpec(held.computeIfAbsent(today, own::of), ALGORITHM);
    }

    /** Ends what is over, asks for what is missing. */
    void renew() {
        var now = clock.instant();
        endBefore(date(now));
        try {
            agree(date(now));
            agree(date(now.plus(AHEAD)));
            endShared(date(now));
        } catch (StoreUnavailableException _) {
            // asked again with the next call; until then this node has a salt of its own
        }
    }

    private void agree(LocalDate day) {
        if (!isAgreed(day)) {
            hold(day, shared.of(day));
        }
    }

    private synchronized boolean isAgreed(LocalDate day) {
        return agreed.contains(day);
    }

    private synchronized void hold(LocalDate day, byte[] salt) {
        held.put(day, salt);
        agreed.add(day);
    }

    private synchronized void endBefore(LocalDate today) {
        held.forEach((day, salt) -> {
            if (day.isBefore(today)) {
                Arrays.fill(salt, (byte) 0);
            }
        });
        held.keySet().removeIf(day -> day.isBefore(today));
        agreed.retainAll(held.keySet());
    }

    private void endShared(LocalDate today) {
        if (ended.isBefore(today)) {
            shared.endBefore(today);
            ended = today;
        }
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
