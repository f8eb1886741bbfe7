package org.echt.app.webhook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.webhook.EndpointKey;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signatures and bodies against vectors/webhook.json, which was made by another program in another language. */
final class SignerTest {
    private final JsonNode vectors =
            JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors/webhook.json"));
    private final SoftwareKeys keys = new SoftwareKeys(
            SecretBytes.copyOf(HexFormat.of().parseHex(vectors.get("master").asString())));

    @Test
    void signaturesAreThoseOfTheVectors() {
        var signer = new Signer(version -> keys.webhookKey("acme", version));
        assertEquals(3, vectors.get("requests").size());
        for (var request : vectors.get("requests")) {
            var with = new ArrayList<EndpointKey>();
            request.get("keys").forEach(v -> with.add(new EndpointKey(v.asInt(), Instant.EPOCH, null)));
            long timestamp = request.get("timestamp").asLong();
            var headers = signer.sign(
                    request.get("id").asString(),
                    Instant.ofEpochSecond(timestamp, 999_999_999),
                    request.get("body").asString().getBytes(StandardCharsets.UTF_8),
                    with);
            assertEquals(request.get("id").asString(), headers.id());
            assertEquals(Long.toString(timestamp), headers.timestamp());
            assertEquals(request.get("signature").asString(), headers.signature());
        }
    }

    @Test
    void bodiesAreThoseOfTheVectors() {
        var bodies = new Bodies("id.acme.example");
        var at = Instant.parse("2026-11-04T10:00:00Z");
        var recall = EventData.recallVersion("R-2026-014", 2, "PUBLISHED", "https://id.acme.example/r/R-2026-014");
        var event = Event.recallVersion("R-2026-014", 2, at);
        assertArrayEquals(body(0), bodies.of(event, recall));
        assertArrayEquals(body(0), bodies.of(event, EventData.read(recall.json())), "also when it was kept");
        var text = new TextRequest("+4915112345678", "Rückruf: Stop using it – \"now\" €", "de");
        var request = new Event("sms_4711", EventType.SMS_REQUESTED, "4711", at.plusSeconds(1));
        assertArrayEquals(body(1), bodies.of(request, text));
        assertFalse((text + " " + request).contains("49151"), "a number is never in a log by accident");
    }

    private byte[] body(int n) {
        return vectors.get("requests").get(n).get("body").asString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aKeyIsFetchedOnce() {
        var fetched = new ArrayList<Integer>();
        var signer = new Signer(version -> {
            fetched.add(version);
            return Ed25519Key.ofSeed(SecretBytes.copyOf(new byte[32]));
        });
        for (int i = 0; i < 3; i++) {
            signer.sign("a", Instant.EPOCH, new byte[0], List.of(new EndpointKey(4, Instant.EPOCH, null)));
        }
        assertEquals(List.of(4), fetched);
    }
}
