package org.echt.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.echt.core.gs1.Gtin;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.product.Product;
import org.echt.core.serial.Batch;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.WordLists;

/** One key, one product and batches without a store, for what is measured in memory. */
final class Codes {
    /** AES-256; no secret. */
    private static final byte[] KEY = "a key for benches, not a secret!".getBytes(StandardCharsets.US_ASCII);

    static final KeySlot SLOT = new KeySlot(
            "acme",
            'A',
            1,
            KeySlot.State.OPEN,
            SoftwareKeys.ofAes256(SecretBytes.copyOf(KEY)),
            SoftwareKeys.ofHmac(SecretBytes.copyOf(KEY)),
            SoftwareKeys.ofAes256(SecretBytes.copyOf(KEY)));
    static final KeyRing RING = new KeyRing(List.of(SLOT));
    static final Product LAPTOP =
            new Product(Gtin.of("09506000000015"), "laptop", "Acme Book 14 laptop", "Acme", List.of());

    private Codes() {}

    static byte[] key() {
        return KEY.clone();
    }

    /** A batch of the default length, avoiding the standard words. */
    static Batch batch(int number, long count) {
        return new Batch(
                number,
                "order-" + number,
                LAPTOP.gtin(),
                "L" + number,
                "Acme Works Jena",
                count,
                CodeLength.L18,
                'A',
                1,
                WordLists.standard().id(),
                LocalDate.of(2026, 2, 16),
                Instant.parse("2026-02-17T06:00:00Z"));
    }
}
