package org.echt.app.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.echt.app.cli.Finding;
import org.echt.app.config.Config;
import org.echt.app.keys.Keystore;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.Migrations;
import org.echt.app.store.postgres.StoreReadings;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.ledger.LedgerStore;
import org.echt.core.ledger.LedgerTiles;
import org.echt.core.serial.WordLists;
import org.echt.core.tlog.TiledTree;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;

/** What the doctor asks the database; the first question that is not answered throws. */
record StoreExamination(
        Config config,
        Database database,
        @Nullable Keystore keystore,
        Consumer<Finding> findings,
        InstantSource clock) {
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);
    private static final Duration FAR_APART = Duration.ofSeconds(30);
    private static final Duration BACKUP_AGE = Duration.ofDays(2);
    private static final Duration PLACED_WITHIN = Duration.ofMinutes(5);

    void run() {
        clocks();
        findings.accept(Finding.fine("database", "it answers, and takes " + (database.size() >> 20) + " MiB"));
        if (!schema()) {
            findings.accept(Finding.skipped("catalogue", "the schema is not the one of this release"));
            findings.accept(Finding.skipped("log", "the schema is not the one of this release"));
            return;
        }
        var readings = new StoreReadings(database);
        catalogue(readings);
        log(readings);
        checks(readings);
        backups(readings);
    }

    private void clocks() {
        var before = clock.instant();
        var there = database.now();
        var after = clock.instant();
        var here = before.plus(Duration.between(before, after).dividedBy(2));
        var apart = Duration.between(here, there).abs();
        var what = apart.toMillis() + " ms between this computer's and the database's";
        var next = "Let both be set by NTP: times of recalls and of checks come from this one.";
        findings.accept(
                apart.compareTo(FAR_APART) > 0
                        ? Finding.wrong("clock", what, next)
                        : apart.compareTo(CLOCKS_APART) > 0
                                ? Finding.notice("clock", what, next)
                                : Finding.fine("clock", what));
    }

    private boolean schema() {
        var schema = database.schema();
        if (!schema.wrong().isEmpty()) {
            findings.accept(Finding.wrong(
                    "schema",
                    schema.wrong(),
                    "Use the release that made it, or a later one; never change migrations."));
            return false;
        }
        if (schema.pending() > 0) {
            findings.accept(Finding.notice(
                    "schema",
                    "it is " + schema.present() + ", this release needs " + Migrations.newest(),
                    "Take a backup (echt backup); the next command of this release brings it up."));
            return false;
        }
        findings.accept(Finding.fine("schema", schema.present() + ", the one of this release"));
        return true;
    }

    private void catalogue(StoreReadings readings) {
        if (keystore == null) {
            findings.accept(Finding.skipped("catalogue", "there is no key store that opens"));
            return;
        }
        try {
            var loaded = new Catalogue(readings.catalogue().load(), keystore.ring(), WordLists::byId);
            findings.accept(Finding.fine(
                    "catalogue",
                    "version " + loaded.version() + ", "
                            + loaded.authenticator().batches().size() + " batches, every key slot is there"));
        } catch (StoreUnavailableException | IllegalArgumentException e) {
            findings.accept(
                    Finding.wrong(
                            "catalogue",
                            String.valueOf(e.getMessage()),
                            "Put the copy of the key store back that was made last: checks answer \"cannot tell now\" until then."));
        }
    }

    private void log(StoreReadings readings) {
        var store = readings.ledger();
        var head = store.head().orElse(null);
        long size = head == null ? 0 : head.size();
        var seen = new SeenFile(config.data().folder()).last().orElse(null);
        if (seen != null && head != null && !seen.origin().equals(head.origin())) {
            findings.accept(Finding.notice(
                    "log",
                    "this machine has seen the log " + seen.origin() + ", the database holds " + head.origin(),
                    "If that is meant, delete log-seen.txt."));
            return;
        }
        if (seen != null && seen.size() > size) {
            findings.accept(Finding.wrong(
                    "log",
                    "the database holds " + size + " entries, and this machine has seen " + seen.size()
                            + ": it was put back to an earlier day",
                    "Put the newer database back; see \"Restoring\" in docs/operations.md."));
            return;
        }
        if (seen != null && seen.size() > 0) {
            var then = new TiledTree(seen.size(), new LedgerTiles(store)).root();
            if (!then.equals(seen.root())) {
                findings.accept(Finding.wrong(
                        "log", "its first " + seen.size() + " entries are not those seen before", "echt log verify"));
                return;
            }
        }
        waiting(store, head == null ? null : head.at(), size);
    }

    private void waiting(LedgerStore store, @Nullable Instant signed, long size) {
        long waiting = store.waiting();
        boolean stale =
                waiting > 0 && (signed == null || signed.plus(PLACED_WITHIN).isBefore(clock.instant()));
        findings.accept(
                stale
                        ? Finding.notice(
                                "log",
                                size + " entries, and " + waiting + " wait for a place",
                                "They get it while echt serve runs; or now: echt log verify")
                        : Finding.fine("log", size + " entries, as this machine has seen them"));
    }

    private void checks(StoreReadings readings) {
        long stray = readings.backlog().strayChecks();
        findings.accept(
                stray == 0
                        ? Finding.fine("checks", "each lies in its day's partition")
                        : Finding.notice(
                                "checks",
                                stray + (stray >= 1000 ? " or more" : "") + " lie in no day's partition",
                                "Nothing is lost. A server makes partitions a week ahead; was the clock wrong, or none running?"));
    }

    private void backups(StoreReadings readings) {
        var last = readings.last(WholeCopies.MADE).orElse(null);
        if (last == null) {
            findings.accept(Finding.notice("backup", "none was ever made by echt backup", "echt help backup"));
        } else if (last.plus(BACKUP_AGE).isBefore(clock.instant())) {
            findings.accept(
                    Finding.notice("backup", "the last one is of " + last, "Make one each night: echt help backup"));
        } else {
            findings.accept(Finding.fine("backup", "the last one is of " + last));
        }
    }
}
