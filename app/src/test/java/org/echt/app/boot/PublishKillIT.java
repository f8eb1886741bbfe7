package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code kill -9} at every step on the way to a publication: before its transaction writes, within it, and as soon as it
 * is committed. Either the step was wholly taken or not at all, and two nodes that serve all the while say the same.
 */
class PublishKillIT {
    private static final String FIRST = "contains(cell where lot = K1)";
    private static final String WIDER = "contains(cell where lot in K1..K2)";

    /** Where a command is when it is killed. */
    private enum Moment {
        /** Nothing is written. */
        BEFORE("recall_revision"),
        /** The revision is written, its audit entry is not, nothing is committed. */
        WITHIN("audit_entry"),
        COMMITTED("");

        /** What the test locks, so that the command waits there. */
        final String table;

        Moment(String table) {
            this.table = table;
        }
    }

    /** A served plant and a recall in it. */
    private record Ground(Install install, Plant plant, List<String> nodes, String recall, HttpClient http) {}

    @Test
    void aKilledStepIsTakenWhollyOrNotAtAllAndAllNodesAgree() throws Exception {
        try (var install = Install.withKeys();
                var http = HttpClient.newHttpClient()) {
            var plant = Plant.build(install);
            install.people();
            var nodes = List.of(install.serve().address(), install.serve().address());
            var ground = new Ground(install, plant, nodes, Recalls.draft(install, plant, FIRST), http);
            says(ground, 0, 0);

            var first = Recalls.preview(install, ground.recall());
            var hash = first.path("hash").asString("");
            killed(ground, List.of("recall", "submit", ground.recall(), "--hash", hash));
            says(ground, 0, 0);
            killed(ground, approval(ground, hash, first.path("affected").asLong(-1)));
            says(ground, 1, 0);

            install.run("recall", "widen", ground.recall(), "--scope", WIDER);
            var wider = Recalls.preview(install, ground.recall());
            var affected = String.valueOf(wider.path("affected").asLong(-1));
            killed(
                    ground,
                    List.of(
                            "recall",
                            "break-glass",
                            ground.recall(),
                            "--hash",
                            wider.path("hash").asString(""),
                            "--confirm-count",
                            affected,
                            "--why",
                            "three fires"));
            says(ground, 2, 2);
            killed(ground, List.of("--by", Install.SIGNER, "recall", "countersign", ground.recall()));
            says(ground, 3, 3);
        }
    }

    private static List<String> approval(Ground ground, String hash, long affected) {
        return List.of(
                "--by",
                Install.SIGNER,
                "recall",
                "approve",
                ground.recall(),
                "--hash",
                hash,
                "--confirm-count",
                String.valueOf(affected));
    }

    /** Kills the command at each moment; after the last it is taken. */
    private static void killed(Ground ground, List<String> command) throws Exception {
        int before = revisions(ground);
        var answers = answers(ground);
        for (var moment : Moment.values()) {
            if (moment == Moment.COMMITTED) {
                var child = start(ground, command);
                await(() -> revisions(ground) == before + 1, child);
                child.kill();
            } else {
                killedWaiting(ground, command, moment.table);
                assertEquals(before, revisions(ground), moment + " of " + command);
                assertEquals(answers, answers(ground), moment + " of " + command);
            }
        }
        assertEquals(before + 1, revisions(ground), command.toString());
        assertEquals(before + 1, audited(ground), "each revision has its audit entry");
    }

    private static Child start(Ground ground, List<String> command) {
        return ground.install().start(command.toArray(new String[0]));
    }

    /** Lets the command run into a table that may not be written to, kills it there, and opens the table again. */
    private static void killedWaiting(Ground ground, List<String> command, String table) throws Exception {
        try (var connection = ground.install().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in exclusive mode");
            var child = start(ground, command);
            await(
                    () -> count(ground, "pg_locks where not granted and relation = '" + table + "'::regclass") > 0,
                    child);
            assertTrue(child.kill(), "it ran");
            connection.rollback();
        }
        // What the dead one held is let go when the database finds it gone.
        await(() ->
                count(ground, "pg_locks where relation = '" + table + "'::regclass and mode like '%Exclusive%'") == 0);
    }

    private static void await(BooleanSupplier condition, Child child) throws InterruptedException {
        await(() -> {
            boolean met = condition.getAsBoolean();
            if (!met && !child.isAlive() && !condition.getAsBoolean()) {
                throw new AssertionError("the command ended by itself\n" + child.said());
            }
            return met;
        });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Install.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("nothing happened within " + Install.PATIENCE);
            }
            Thread.sleep(10);
        }
    }

    private static int revisions(Ground ground) {
        return count(ground, "recall_revision where recall = '" + ground.recall() + "'");
    }

    private static int audited(Ground ground) {
        return count(ground, "audit_entry where object = '" + ground.recall() + "' and action like 'recall.%'");
    }

    private static int count(Ground ground, String from) {
        try {
            return Integer.parseInt(
                    ground.install().sql("select count(*) from " + from).getFirst());
        } catch (java.io.IOException | java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Both nodes tell these versions to a laptop with a cell of K1 and to one with a cell of K2; 0 is not affected. */
    private static void says(Ground ground, int k1, int k2) throws Exception {
        var expected = List.of(said(k1), said(k2));
        for (var answers : answers(ground)) {
            assertEquals(expected, answers);
        }
        System.out.println("PublishKillIT: " + ground.nodes().size() + " nodes say " + expected);
    }

    private static String said(int version) {
        return version == 0 ? "NOT_AFFECTED" : "AFFECTED v" + version;
    }

    private static List<List<String>> answers(Ground ground) throws Exception {
        var answers = new ArrayList<List<String>>();
        for (var node : ground.nodes()) {
            answers.add(List.of(answer(ground, node, 0), answer(ground, node, 1_000)));
        }
        return answers;
    }

    private static String answer(Ground ground, String node, int laptop) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(node + "/c/" + ground.plant().laptop(laptop)))
                .header("Accept", "application/json");
        var body = ground.http().send(request.build(), BodyHandlers.ofString()).body();
        var safety = JsonMapper.shared().readTree(body).path("safety");
        var recalls = safety.path("recalls");
        return safety.path("answer").asString("")
                + (recalls.isEmpty()
                        ? ""
                        : " v" + recalls.path(0).path("version").asInt(0));
    }
}
