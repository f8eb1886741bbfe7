package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.registration.ContactStore;
import org.echt.core.scan.Life;
import org.junit.jupiter.api.Test;

/** One code, claimed a thousand times at once by strangers who only know the outside of it. */
class RegistrationAbuseIT extends ContactStage {
    private static final int STRANGERS = 1_000;
    private static final int HANDS = 4;

    @Test
    void aThousandRegistrationsOfOneCodeKeepItsOwnerFromNothing() throws Exception {
        var code = plant.laptop(20);
        var answers = claimed(code);
        assertEquals(
                STRANGERS, answers.values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(
                Map.of(200, ContactStore.CLAIMS_AT_MOST),
                withoutRefusals(answers),
                "taken are as many as may wait, the others are refused: " + answers);
        var letters = sent();
        assertEquals(ContactStore.CLAIMS_AT_MOST, letters.size(), "nobody else gets a letter");
        assertEquals(Life.COMMISSIONED, life(20), "a claim alone changes nothing");
        assertFalse(get("/c/" + code).body().contains("registered to an owner"));

        var guessed = claim(code, "guess@example.org", "AAAAAA");
        assertEquals(400, guessed, "an inside code is not guessed");
        assertEquals(200, claim(code, "owner@example.org", inside(code)), "whoever holds the item is heard");
        var owner = sent().getFirst();
        assertEquals("owner@example.org", owner.to());
        list(post(owner.link()));
        assertEquals(Life.REGISTERED, life(20));
    }

    /** What was answered, by status. */
    private Map<Integer, Integer> claimed(String code) throws Exception {
        var answers = new ConcurrentHashMap<Integer, Integer>();
        var next = new AtomicInteger();
        var hands = new Thread[HANDS];
        var faults = new ConcurrentHashMap<Integer, Throwable>();
        for (int i = 0; i < HANDS; i++) {
            int hand = i;
            hands[i] = Thread.ofVirtual().start(() -> {
                try {
                    for (int n = next.getAndIncrement(); n < STRANGERS; n = next.getAndIncrement()) {
                        answers.merge(claimWithReceipt(code, "s" + n + "@example.org"), 1, Integer::sum);
                    }
                } catch (Exception e) {
                    faults.put(hand, e);
                }
            });
        }
        for (var hand : hands) {
            hand.join();
        }
        assertTrue(faults.isEmpty(), () -> "faults: " + faults);
        return new TreeMap<>(answers);
    }

    /** Only the answers that do not refuse: neither a problem of the form (400) nor of the pace (429). */
    private static Map<Integer, Integer> withoutRefusals(Map<Integer, Integer> answers) {
        var others = new TreeMap<>(answers);
        others.keySet().removeIf(status -> status == 400 || status == 429);
        return others;
    }

    private int claimWithReceipt(String code, String address) throws Exception {
        var receipt = Files.readAllBytes(Path.of(System.getProperty("echt.root"), "examples", "laptop.png"));
        return upload("/register", receipt, "code", code, "address", address).statusCode();
    }

    private int claim(String code, String address, String inside) throws Exception {
        return upload("/register", new byte[0], "code", code, "address", address, "inside", inside)
                .statusCode();
    }
}
