package org.echt.app.link;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.MacKey;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.scan.VisitorSalts;

/**
 * The salts a node holds: today's and, in the last hour of a day, tomorrow's, so that at midnight nobody waits for the store
 * and all nodes change together. Thread-safe.
 */
final class DaySalts {
    /** A node that shares nothing. */
    static final VisitorSalts ALONE = new VisitorSalts() {
        @Override
        public byte[] agree(LocalDate day, byte[] offered) {
            return offered;
        }

        @Override
        public void endBefore(LocalDate day) {}
    };

    private static final int BYTES = 32;
    private static final Duration AHEAD = Duration.ofHours(1);

    private final InstantSource clock;
    private final VisitorSalts shared;
    private final SecureRandom random = new SecureRandom();
    private final MacKey key;
    private final Map<LocalDate, Salt> held = new HashMap<>();
    private LocalDate ended = LocalDate.EPOCH;

    /**
     * @param key without it a salt is of no use: who reads the store during the day cannot try out addresses, and who gets
     *     the key later finds no salt any more
     */
    DaySalts(InstantSource clock, VisitorSalts shared, MacKey key) {
        this.clock = clock;
        this.shared = shared;
        this.key = key;
    }

    /**
     * A salt, and what visitors are hashed under.
     *
     * @param bytes overwritten when its day is over
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    private record Salt(byte[] bytes, MacKey hashing) {}

    /** What visitors are hashed under today; of this node's own where nothing is agreed on. */
    MacKey today() {
        return of(date(clock.instant())).hashing;
    }

    /**
     * Ends what is over, and agrees with the other nodes on what is to come. A store that lost the salt, as in a crash, gets
     * it back from whoever holds it.
     */
    void renew() {
        var now = clock.instant();
        endBefore(date(now));
        try {
            agree(date(now));
            agree(date(now.plus(AHEAD)));
            endShared(date(now));
        } catch (StoreUnavailableException _) {
            // asked again with the next call
        }
    }

    private void agree(LocalDate day) {
        var offered = of(day).bytes;
        var agreed = shared.agree(day, offered.clone());
        if (!Arrays.equals(offered, agreed)) {
            var salt = salt(agreed);
            synchronized (this) {
                held.put(day, salt);
            }
        }
    }

    private synchronized Salt of(LocalDate day) {
        return held.computeIfAbsent(day, _ -> salt(drawn()));
    }

    private synchronized void endBefore(LocalDate today) {
        held.forEach((day, salt) -> {
            if (day.isBefore(today)) {
                Arrays.fill(salt.bytes, (byte) 0);
            }
        });
        held.keySet().removeIf(day -> day.isBefore(today));
    }

    private Salt salt(byte[] bytes) {
        return new Salt(bytes, SoftwareKeys.ofHmac(SecretBytes.copyOf(key.mac(bytes))));
    }

    private void endShared(LocalDate today) {
        if (ended.isBefore(today)) {
            shared.endBefore(today);
            ended = today;
        }
    }

    private byte[] drawn() {
        var salt = new byte[BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
