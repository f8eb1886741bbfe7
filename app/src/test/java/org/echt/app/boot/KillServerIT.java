package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the database and of the server while people check codes: no wrong answer, nothing acknowledged lost. */
class KillServerIT {
    private static final int THREADS = 6;
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final SplittableRandom random = new SplittableRandom();

    @Test
    void theDatabaseIsKilledUnderLoadAndTheServerRecovers() throws Exception {
        try (var install = Install.withKeys()) {
            var plant = Plant.build(install);
            publish(install, plant);
            var server = install.serve();
            try (var clients = new Clients(server.address(), Plant.LAPTOPS, plant::laptop).start(THREADS)) {
                clients.await(200, Install.PATIENCE);
                for (int kill = 0; kill < 3; kill++) {
                    var busy = busy(install, plant, kill);
                    Thread.sleep(random.nextInt(2_500));
                    install.killPostgres();
                    long dead = System.nanoTime();
                    clients.await(100, RECOVERY);
                    System.out.printf("KillServerIT: recovered in %.1f s%n", (System.nanoTime() - dead) / 1e9);
                    goOn(install, busy);
                }
                clients.stop();
                assertNeverWrong(clients);
                assertKept(install, clients);
                assertTrue(
                        clients.seen.stream().anyMatch(s -> s.status() == 503),
                        "nobody was told that checks are not possible now");
            }
            assertEquals(
                    "300",
                    install.sql("select count(*) from installation where valid_to < '9999-01-01'")
                            .getFirst());
            assertEquals(
                    "3000", install.sql("select count(*) from installation").getFirst());
        }
    }

    /** Commands under way when the database dies, and how to repeat them. */
    private record Busy(List<List<String>> commands, List<Child> children) {}

    private static Busy busy(Install install, Plant plant, int n) throws IOException {
        var more = install.folder().resolve("more-" + n + ".csv");
        plant.removals(more, 2_000 + n * 100, 2_100 + n * 100);
        var codes = install.folder().resolve("codes-" + n + ".csv").toString();
        var commands = List.of(
                List.of("asbuilt", "import", more.toString()),
                List.of("batch", "issue", "--product", "cell", "--lot", "X" + n, "--count", "300000", "--out", codes));
        return new Busy(commands, commands.stream().map(c -> start(install, c)).toList());
    }

    private static Child start(Install install, List<String> command) {
        return install.start(command.toArray(new String[0]));
    }

    /** What failed said so clearly; the same command again goes through. */
    private static void goOn(Install install, Busy busy) throws Exception {
        for (int i = 0; i < busy.children().size(); i++) {
            var child = busy.children().get(i);
            if (child.exit(Install.PATIENCE) != 0) {
                assertTrue(child.err().startsWith("echt: ") || child.err().contains("\necht: "), child::said);
                assertTrue(!child.err().contains("something is wrong in the program itself"), child::said);
                System.out.println("KillServerIT: " + child.err().strip());
                install.assertExit(0, start(install, busy.commands().get(i)));
            }
        }
    }

    @Test
    void theServerIsKilledUnderLoadAndKeepsWhatItAcknowledged() throws Exception {
        try (var install = Install.withKeys()) {
            var plant = Plant.build(install);
            publish(install, plant);
            var server = install.serve();
            try (var clients = new Clients(server.address(), Plant.LAPTOPS, plant::laptop).start(THREADS)) {
                for (int kill = 0; kill < 4; kill++) {
                    clients.await(200, Install.PATIENCE);
                    Thread.sleep(random.nextInt(1_000));
                    if (kill % 2 == 1) {
                        install.killPostgres();
                    }
                    assertTrue(server.child().kill());
                    server = install.serve();
                    clients.moved(server.address());
                }
                clients.await(200, Install.PATIENCE);
                clients.stop();
                assertNeverWrong(clients);
                assertKept(install, clients);
            }
        }
    }

    private static void publish(Install install, Plant plant) throws Exception {
        Recalls.publish(install, Recalls.draft(install, plant, "contains(cell where lot = K1)"));
    }

    /** An answer is right, or it is that there is none now. */
    private static void assertNeverWrong(Clients clients) {
        var wrong = clients.seen.stream().filter(s -> !isRight(s)).toList();
        assertEquals(List.of(), wrong);
    }

    private static boolean isRight(Clients.Seen seen) {
        var expected = seen.laptop() < 1_000 ? "AFFECTED" : "NOT_AFFECTED";
        return switch (seen.status()) {
            case 200 -> seen.issue().equals("ISSUED") && (seen.safety().equals(expected) || isRemoved(seen));
            case 503 -> seen.issue().equals("UNAVAILABLE") && seen.safety().equals("UNKNOWN");
            default -> seen.status() == 0;
        };
    }

    /** Laptops whose cell an import has just taken out: their build record is no longer complete. */
    private static boolean isRemoved(Clients.Seen seen) {
        return seen.laptop() >= 2_000 && seen.laptop() < 2_300 && seen.safety().equals("POSSIBLY_AFFECTED");
    }

    /** Each acknowledged check is on record, and no item was counted less often than it was acknowledged. */
    private static void assertKept(Install install, Clients clients) throws IOException, SQLException {
        var lost = new HashSet<>(clients.acknowledged.keySet());
        lost.removeAll(install.sql("select reference from scan"));
        assertEquals(new HashSet<String>(), lost, "acknowledged, but lost");
        var counts = new HashMap<Long, Long>();
        for (var row : install.sql("select item || ' ' || checks from item_state")) {
            counts.put(Long.parseLong(row.split(" ")[0]), Long.parseLong(row.split(" ")[1]));
        }
        var wanted = new HashMap<Long, Long>();
        for (Map.Entry<String, Integer> check : clients.acknowledged.entrySet()) {
            wanted.merge(Plant.item(check.getValue()), 1L, Long::sum);
        }
        wanted.forEach((item, count) ->
                assertTrue(counts.getOrDefault(item, 0L) >= count, item + " was acknowledged " + count + " times"));
        System.out.println("KillServerIT: " + clients.acknowledged.size() + " acknowledged, none lost; "
                + clients.seen.stream().filter(s -> s.status() == 503).count() + " unavailable, "
                + clients.seen.stream().filter(s -> s.status() == 0).count() + " cut off");
    }
}
