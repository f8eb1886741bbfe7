package org.echt.app.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.echt.app.keys.KeystoreText.Content;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.receipt.ReceiptKey;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptSigner;
import org.jspecify.annotations.Nullable;

/**
 * The keys of receipts in one key store.
 *
 * @param published every version, for whoever verifies
 * @param signer signs with the newest
 */
public record ReceiptSecrets(ReceiptKeys published, ReceiptSigner signer) {
    /** How long two versions sign beside each other before and after the change, for servers that run and clocks that differ. */
    static final Duration OVERLAP = Duration.ofMinutes(5);

    static ReceiptSecrets of(Content content, SoftwareKeys keys) {
        var published = new ArrayList<ReceiptKey>();
        int newest = content.receipts().size() + 1;
        for (int version = 1; version <= newest; version++) {
            published.add(ReceiptKey.of(
                    version,
                    keys.receiptKey(content.issuer(), version).publicKey(),
                    begin(content, version),
                    end(content, version)));
        }
        return new ReceiptSecrets(
                new ReceiptKeys(content.issuer(), published),
                new ReceiptSigner(content.issuer(), newest, keys.receiptKey(content.issuer(), newest)));
    }

    private static @Nullable Instant begin(Content content, int version) {
        return version == 1 ? null : content.receipts().get(version - 2).from().minus(OVERLAP);
    }

    private static @Nullable Instant end(Content content, int version) {
        return version > content.receipts().size()
                ? null
                : content.receipts().get(version - 1).from().plus(OVERLAP);
    }
}
