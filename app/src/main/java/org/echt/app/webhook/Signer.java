package org.echt.app.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.echt.core.keys.SigningKey;
import org.echt.core.webhook.EndpointKey;

/**
 * Signs requests as Standard Webhooks 1.0.0 says, asymmetric: Ed25519 of {@code id.timestamp.body}, written as {@code v1a,}
 * and base64; while keys change, one signature of each, with a blank between them. Thread-safe.
 */
public final class Signer {
    private final IntFunction<SigningKey> source;
    private final Map<Integer, SigningKey> keys = new ConcurrentHashMap<>();

    /** @param source the key of each version; asked once for each */
    public Signer(IntFunction<SigningKey> source) {
        this.source = source;
    }

    /**
     * The three headers of a request.
     *
     * @param id {@code webhook-id}
     * @param timestamp {@code webhook-timestamp}: seconds since 1970
     * @param signature {@code webhook-signature}
     */
    record Headers(String id, String timestamp, String signature) {}

    /** @param with keys that sign; at least one */
    Headers sign(String id, Instant at, byte[] body, List<EndpointKey> with) {
        var timestamp = Long.toString(at.getEpochSecond());
        var content = new ByteArrayOutputStream();
        content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        content.writeBytes(body);
        var signatures = new ArrayList<String>();
        for (var key : with) {
            byte[] signature = key(key.version()).sign(content.toByteArray());
            signatures.add("v1a," + Base64.getEncoder().encodeToString(signature));
        }
        return new Headers(id, timestamp, String.join(" ", signatures));
    }

    /** Not within the map's own lock: the source reads a file. */
    private SigningKey key(int version) {
        var known = keys.get(version);
        if (known != null) {
            return known;
        }
        var read = source.apply(version);
        keys.put(version, read);
        return read;
    }
}
