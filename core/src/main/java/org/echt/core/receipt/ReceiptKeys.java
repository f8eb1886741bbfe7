package org.echt.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.MalformedException;

/**
 * Every key with which an issuer ever signed receipts: what is published, and all that is needed to verify offline.
 *
 * @param keys by version, ascending; at least one
 */
public record ReceiptKeys(String issuer, List<ReceiptKey> keys) {
    private static final String FORMAT = "ECHT-R1-KEYS";
    private static final int MAX_CHARS = 1 << 20;

    public ReceiptKeys {
        Receipt.requireIssuer(issuer);
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key");
        }
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i - 1).version() >= keys.get(i).version()) {
                throw new IllegalArgumentException("versions of keys are not ascending");
            }
        }
    }

    /** Canonical JSON (spec/receipt.md, "Keys"). */
    public byte[] json() {
        return CanonicalJson.write(Value.object()
                .put("format", FORMAT)
                .put("issuer", issuer)
                .put("keys", keys.stream().map(key -> key.write().build()).toList())
                .build());
    }

    /** Reads what {@link #json} writes; white space outside texts is ignored. */
    public static ReceiptKeys parse(String text) throws MalformedException {
        if (text.length() > MAX_CHARS) {
            throw new MalformedException("keys have " + text.length() + " characters; the limit is " + MAX_CHARS);
        }
        try {
            var in = new Fields(CanonicalJson.readObject(Blanks.strip(text).getBytes(UTF_8)), "");
            in.require("format", FORMAT);
            var keys = new ArrayList<ReceiptKey>();
            for (var key : in.objects("keys")) {
                keys.add(ReceiptKey.read(key));
            }
            var all = new ReceiptKeys(in.text("issuer"), keys);
            in.done();
            return all;
        } catch (NotCanonicalException | IllegalArgumentException e) {
            throw new MalformedException("keys: " + e.getMessage());
        }
    }

    Optional<ReceiptKey> find(int version) {
        return keys.stream().filter(key -> key.version() == version).findFirst();
    }
}
