package org.echt.app.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.echt.app.keys.Keystore;
import org.echt.app.keys.ReceiptSecrets;
import org.echt.app.receipt.GroupSigner;
import org.echt.core.receipt.ReceiptKeys;
import org.jspecify.annotations.Nullable;

/**
 * A node's keys of receipts and what signs with them. The key store is read again every minute, so a node takes up a new
 * version while it runs. Thread-safe.
 */
final class NodeReceipts {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Keystore keystore;
    private final InstantSource clock;
    private final GroupSigner signer = new GroupSigner(() -> secrets().map(ReceiptSecrets::signer));
    private volatile @Nullable Read last;

    private record Read(Optional<ReceiptSecrets> secrets, Instant at) {}

    NodeReceipts(Keystore keystore, InstantSource clock) {
        this.keystore = keystore;
        this.clock = clock;
    }

    GroupSigner signer() {
        return signer;
    }

    /** Empty before the first {@code key init}. */
    Optional<ReceiptKeys> published() {
        return secrets().map(ReceiptSecrets::published);
    }

    private Optional<ReceiptSecrets> secrets() {
        var now = clock.instant();
        var known = last;
        if (known != null && now.isBefore(known.at().plus(FRESH))) {
            return known.secrets();
        }
        var read = new Read(keystore.exists() ? Optional.of(keystore.receipts()) : Optional.empty(), now);
        last = read;
        return read.secrets();
    }
}
