package org.echt.app.boot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.echt.app.backup.Manifest;
import org.echt.app.cli.Backups.Watcher;
import org.echt.app.cli.Finding;
import org.echt.app.config.Config;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.keys.KeyCommitment;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemNumber;

/**
 * Runs the program on a restored installation: is it the one that was backed up, with the keys it had? Signs nothing and
 * places nothing in the log: a copy that is thrown away must leave no second history behind.
 */
record Proving(Config config, Manifest manifest, Consumer<Finding> findings, Watcher watcher) {
    private static final int BATCHES = 300;
    private static final int CODES = 3;
    private static final String OTHER_KEYS = "Give the key store this installation had: --keys FILE.";

    void run() {
        try (var node = Node.open(config)) {
            var catalogue = node.catalogues().present();
            findings.accept(Finding.fine(
                    "catalogue",
                    "version " + catalogue.version() + ", "
                            + catalogue.authenticator().batches().size() + " batches, "
                            + catalogue.allRecalls().size() + " recalls; every key slot is there"));
            keys(node, node.stores().commitments().committed());
            log(node);
            codes(catalogue.authenticator());
        } catch (StoreUnavailableException e) {
            findings.accept(Finding.wrong("catalogue", String.valueOf(e.getMessage()), OTHER_KEYS));
        }
    }

    /** Any keys give codes that they themselves accept; only commitments tell that they are the ones. */
    private void keys(Node node, List<CommittedBatch> committed) {
        var ring = node.keys();
        int fit = 0;
        for (var batch : committed) {
            if (batch.keyCommitment().isEmpty()) {
                continue;
            }
            var slot =
                    ring.slot(batch.batch().slot(), batch.batch().slotVersion()).orElse(null);
            if (slot == null || !KeyCommitment.parse(batch.keyCommitment()).holds(slot.key())) {
                findings.accept(Finding.wrong(
                        "keys", "the key of batch " + batch.batch().number() + " is another one", OTHER_KEYS));
                return;
            }
            fit++;
        }
        findings.accept(
                fit > 0
                        ? Finding.fine("keys", "they are the ones that " + fit + " batches were committed under")
                        : Finding.notice(
                                "keys",
                                "no batch has a commitment to its key, so any keys would look right",
                                "Check a printed code: echt code check CODE"));
    }

    private void log(Node node) {
        var desk = node.ledger().orElse(null);
        if (desk == null) {
            findings.accept(Finding.skipped("log", "there is no key store"));
            return;
        }
        watcher.begins("entries", manifest.logSize());
        var report = desk.check(done -> {
            watcher.reached(done);
            return true;
        });
        findings.accept(
                report.isGood()
                        ? Finding.fine(
                                "log",
                                report.size() + " entries, whole and signed, root "
                                        + report.root().base64())
                        : Finding.wrong(
                                "log",
                                report.found() + " do not fit, the first: "
                                        + report.findings().getFirst().what(),
                                "If the name of the log is another one, give the configuration: --config FILE."));
    }

    private void codes(Authenticator authenticator) {
        var batches = new ArrayList<>(authenticator.batches().batches());
        var random = new Random(manifest.rows());
        Collections.shuffle(batches, random);
        var sample = batches.stream()
                .limit(BATCHES)
                .sorted(Comparator.comparingInt(Batch::number))
                .toList();
        int codes = 0;
        for (var batch : sample) {
            for (int i = 0; i < CODES && batch.count() > 0; i++) {
                long item = ItemNumber.of(batch.number(), random.nextLong(batch.count()));
                var code = authenticator.codeOf(item);
                if (!(authenticator.authenticate(code) instanceof Authentication.Authentic(var found))
                        || found.item() != item) {
                    findings.accept(Finding.wrong(
                            "codes", "a code of batch " + batch.number() + " is not taken for issued", OTHER_KEYS));
                    return;
                }
                codes++;
            }
        }
        findings.accept(Finding.fine("codes", codes + " codes of " + sample.size() + " batches are taken for issued"));
    }
}
