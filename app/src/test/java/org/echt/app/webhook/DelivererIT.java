package org.echt.app.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.DatabaseAddress;
import org.echt.app.store.postgres.DatabaseSettings;
import org.echt.app.store.postgres.PostgresStores;
import org.echt.app.store.postgres.StoresSettings;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.Targets;
import org.echt.core.webhook.WebhookStore;
import org.echt.testkit.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who deliver at once from one PostgreSQL: each delivery is told once, and quickly. */
final class DelivererIT {
    private static final int ENDPOINTS = 20;
    /** {@code -Dwebhooks=10000} for many. */
    private static final int DELIVERIES = Integer.getInteger("webhooks", 2_000);
    /** So few that a machine busy with other things makes them too. */
    private static final int FEWEST_A_SECOND = 25;

    @TempDir
    Path folder = Path.of("");

    @Test
    void eachIsToldOnceByThreeAtOnce() throws Exception {
        try (var postgres = EmbeddedPostgres.open(Files.createDirectory(folder.resolve("data")), Settings.defaults());
                var database = Database.open(
                        new DatabaseAddress(postgres::jdbcUrl, postgres.user(), postgres.password()),
                        new DatabaseSettings(8, Duration.ofSeconds(60)))) {
            database.migrate();
            try (var stores = PostgresStores.open(database, StoresSettings.defaults(), InstantSource.system());
                    var trial = new Trial(
                            stores.webhooks(), new DelivererSettings(Targets.PRIVATE, Duration.ofSeconds(20), 4, 0))) {
                deliver(trial);
            }
        }
    }

    private static void deliver(Trial trial) throws Exception {
        for (int i = 0; i < ENDPOINTS; i++) {
            var endpoint = trial.desk.add(
                    "crm-" + i, trial.receiver.url() + "&e=" + i, EnumSet.of(EventType.RECALL_VERSION), Trial.ADA);
            trial.receiver.trust(trial.desk.publicKey(endpoint.keys().getFirst()));
        }
        for (int version = 1; version <= DELIVERIES / ENDPOINTS; version++) {
            trial.put(version);
        }
        var deliverers = List.of(trial.deliverer(), trial.deliverer(), trial.deliverer());
        long begin = System.nanoTime();
        var tried = Threads.together(3, i -> all(deliverers.get(i)));
        double seconds = (System.nanoTime() - begin) / 1e9;
        int all = DELIVERIES / ENDPOINTS * ENDPOINTS;
        assertEquals(all, tried.stream().mapToInt(Integer::intValue).sum());
        assertEquals(all, trial.receiver.got.size());
        var different = trial.receiver.got.stream()
                .map(got -> got.id() + got.path())
                .collect(Collectors.toCollection(HashSet::new));
        assertEquals(all, different.size());
        var left = trial.store.deliveries(new WebhookStore.Filter("crm-7", null, Long.MAX_VALUE, all)).stream()
                .filter(delivery -> delivery.state() != State.DELIVERED || delivery.attempts() != 1)
                .toList();
        assertEquals(List.of(), left);
        assertEquals(Set.of(), Set.copyOf(trial.store.due(trial.time.instant())));
        assertTrue(all / seconds > FEWEST_A_SECOND, all + " took " + seconds + " s");
    }

    /** Until nothing is due; what the others hold is theirs. */
    private static int all(Deliverer deliverer) {
        int all = 0;
        for (int some = deliverer.round(); some > 0; some = deliverer.round()) {
            all += some;
        }
        return all;
    }
}
