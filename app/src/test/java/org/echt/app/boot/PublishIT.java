package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.echt.app.boot.Clients.Seen;
import org.junit.jupiter.api.Test;

/** One process serves, another changes a recall: the first check that starts after the command has ended answers by it. */
class PublishIT {
    /** Laptops with a cell of lot K1, K2 and K3, asked for in turn. */
    private static final int[] ASKED = {0, 1_000, 2_000};

    @Test
    void theNextCheckAnswersByTheNewVersion() throws Exception {
        try (var install = Install.withKeys()) {
            var plant = Plant.build(install);
            var server = install.serve();
            try (var clients = new Clients(server.address(), ASKED.length, n -> plant.laptop(ASKED[n])).start(3)) {
                clients.await(20, Install.PATIENCE);
                var recall = Recalls.draft(install, plant, "contains(cell where lot = K1)");
                var first = Recalls.preview(install, recall);
                assertSays(clients, System.nanoTime(), 0, 0, 0);
                Recalls.publish(install, recall, first);
                assertSays(clients, System.nanoTime(), 1, 0, 0);

                install.run("recall", "widen", recall, "--scope", "contains(cell where lot in K1..K2)");
                var wider = Recalls.preview(install, recall);
                assertSays(clients, System.nanoTime(), 1, 0, 0);
                Recalls.publish(install, recall, wider);
                assertSays(clients, System.nanoTime(), 2, 2, 0);

                Recalls.end(install, "close", recall, "99.8 % mended");
                assertSays(clients, System.nanoTime(), 3, 3, 0);
                Recalls.end(install, "withdraw", recall, "the wrong lot");
                assertSays(clients, System.nanoTime(), 0, 0, 0);
            }
        }
    }

    /** Every check that started after {@code since} tells each laptop these versions; 0 is not affected. */
    private static void assertSays(Clients clients, long since, int... versions) throws Exception {
        clients.await(60, Install.PATIENCE);
        var after = clients.seen.stream().filter(s -> s.began() - since > 0).toList();
        var wrong = after.stream()
                .filter(s -> !isRight(s, versions[s.laptop()]))
                .limit(5)
                .toList();
        assertEquals(List.of(), wrong, "of " + after.size() + " checks");
        assertTrue(after.stream().map(Seen::laptop).distinct().count() == versions.length, "too few checks to tell");
        System.out.println("PublishIT: " + after.size() + " checks after the command, all by the new version");
        clients.seen.clear();
    }

    private static boolean isRight(Seen seen, int version) {
        return seen.status() == 200
                && seen.safety().equals(version == 0 ? "NOT_AFFECTED" : "AFFECTED")
                && seen.versions().equals(version == 0 ? List.of() : List.of(version));
    }
}
