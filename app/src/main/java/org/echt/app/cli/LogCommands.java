package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.echt.core.ledger.Head;
import org.echt.core.ledger.LedgerCheck;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.tlog.SignedCheckpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt log}: the tamper-evident log of all that was done. */
@Command(
        name = "log",
        header =
                "The transparency log: commitments to all that was audited, in order, signed. Nobody can change it unseen.",
        description = {"  echt log status", "  echt log verify", "  echt log stamp"},
        subcommands = {
            LogCommands.Status.class,
            LogCommands.Verify.class,
            LogCommands.Show.class,
            LogCommands.Prove.class,
            LogCommands.Key.class,
            LogStamp.class,
            LogExport.class
        })
final class LogCommands {
    private LogCommands() {}

    static LedgerDesk desk(Workbench bench) {
        return bench.ledger()
                .orElseThrow(
                        () -> Complaint.failure("there is no key to sign the log with", "Make one: echt key init"));
    }

    @Command(
            name = "status",
            header = "How far the log has got, and who vouches for it.",
            description = "  echt log status --json")
    static final class Status extends Action.OnWorkbench {
        Status(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            shell.act(bench, Right.READ_AUDIT, "");
            var desk = desk(bench);
            var facts = new LinkedHashMap<String, @Nullable Object>();
            var head = desk.store().head();
            var witnessed = desk.store().witnessed();
            facts.put("log", desk.key().name());
            facts.put("entries", head.map(Head::size).orElse(0L));
            facts.put("waiting", desk.store().waiting());
            facts.put("root", head.map(h -> h.root().base64()).orElse(null));
            facts.put("signed", head.map(h -> h.at().toString()).orElse(null));
            facts.put("cosigned_up_to", witnessed.map(w -> w.size()).orElse(null));
            desk.stamped().ifPresent(stamped -> LogStamp.put(facts, stamped));
            facts.put("key", desk.key().vkey());
            output.facts(facts);
            if (head.isEmpty()) {
                output.say("The log has no entries yet: the first gets its place while \"echt serve\" runs.");
            } else if (witnessed.isEmpty()) {
                output.say("Nobody outside has cosigned. Witnesses are named in the file of log.witnesses.");
            }
            if (!facts.containsKey("stamped_up_to")) {
                output.say(
                        desk.isStamping()
                                ? "No checkpoint bears a time-stamp. Get one now: echt log stamp"
                                : "No checkpoint bears a time-stamp: name an authority that confirms times, timestamp.url.");
            }
            return Exit.FINE;
        }
    }

    @Command(
            name = "verify",
            header =
                    "Computes the whole log anew and compares it with what was done. Fails when anything does not fit.",
            description = {"  echt log verify", "  echt log verify --json"})
    static final class Verify extends Action.OnWorkbench {
        Verify(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            shell.act(bench, Right.READ_AUDIT, "");
            var desk = desk(bench);
            desk.place();
            var report = checked(desk);
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("entries", report.size());
            facts.put("root", report.root().base64());
            facts.put("waiting", report.waiting());
            facts.put("stamps", report.stamps());
            facts.put("deleted_for_good", report.forgotten());
            facts.put("wrong", report.found());
            var rows = new Output.Rows("place", "kind", "what");
            for (var finding : report.findings()) {
                rows.add(finding.place() < 0 ? null : finding.place(), Words.lower(finding.kind()), finding.what());
            }
            if (output.isJson()) {
                facts.put("findings", rows.objects());
                output.facts(facts);
            } else {
                output.facts(facts);
                if (!report.findings().isEmpty()) {
                    output.line("");
                    output.list(rows);
                }
            }
            if (!report.isWhole()) {
                output.say("Stopped before the end.");
                return Exit.PARTIAL;
            }
            output.say(
                    report.isGood()
                            ? "The log is whole: every entry stands, the root is signed, and what was done reads as it was committed to."
                            : "The log is damaged, or the database was changed by hand. Keep a copy of it as it is now.");
            return report.isGood() ? Exit.FINE : Exit.FAILURE;
        }

        private LedgerCheck.Report checked(LedgerDesk desk) {
            long size = desk.store().head().map(Head::size).orElse(0L);
            try (var guard = shell.interrupts().guard();
                    var progress = new Progress(shell, "entries", size, 0)) {
                return desk.check(done -> {
                    progress.reached(done);
                    return !guard.stopping();
                });
            }
        }
    }

    @Command(
            name = "show",
            header = "Shows entries as the log holds them, by place.",
            description = {"  echt log show 0", "  echt log show 4711 --count 20"})
    static final class Show extends Action.OnWorkbench {
        @Parameters(paramLabel = "PLACE", description = "Place of the first one, from 0.")
        long place;

        @Option(names = "--count", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        int count = 10;

        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            shell.act(bench, Right.READ_AUDIT, "");
            var rows = new Output.Rows("place", "audit", "entry");
            for (var one : desk(bench).store().committed(place, Paging.limit(count))) {
                rows.add(one.place(), one.number(), new String(one.entry(), StandardCharsets.UTF_8));
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "prove",
            header = "Writes the proof that an entry stands in the log (C2SP tlog-proof), and the entry beside it.",
            description = {
                "  echt log prove --place 17 --out batch.tlog-proof",
                "  echt log prove --audit 4711 --out batch.tlog-proof     by the number of audit list"
            })
    static final class Prove extends Action.OnWorkbench {
        @Option(names = "--place", paramLabel = "N", description = "Place of the entry in the log.")
        @Nullable
        Long place;

        @Option(names = "--audit", paramLabel = "N", description = "Number of the audit entry it commits to.")
        @Nullable
        Long audit;

        @Option(
                names = "--out",
                required = true,
                paramLabel = "FILE",
                description = "The proof; the entry is written to FILE.entry. Never overwritten.")
        Path out = Path.of("");

        Prove(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            shell.act(bench, Right.READ_AUDIT, "");
            var desk = desk(bench);
            desk.place();
            long found = found(desk);
            var proof = desk.proof(found)
                    .orElseThrow(() -> Complaint.failure(
                            "the log has no place " + found, "See how far it has got: echt log status"));
            var entry = desk.store().entries(found, 1).getFirst();
            write(shell.path(out), proof.bytes());
            write(shell.path(Path.of(out + ".entry")), entry);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("place", found);
            facts.put("of", proof.checkpoint().checkpoint().size());
            facts.put("proof", out);
            facts.put("entry", out + ".entry");
            output.facts(facts);
            return Exit.FINE;
        }

        private long found(LedgerDesk desk) {
            if ((place == null) == (audit == null)) {
                throw Complaint.usage("one of --place and --audit is needed", "echt log prove --place 17 --out FILE");
            }
            if (place != null) {
                return place;
            }
            return desk.store()
                    .place(audit)
                    .orElseThrow(() -> Complaint.failure(
                            "the log has no entry for audit number " + audit, "See the numbers: echt audit list"));
        }

        private static void write(Path target, byte[] bytes) throws IOException {
            try {
                Files.write(target, bytes, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException _) {
                throw PartFile.exists(target);
            }
        }
    }

    @Command(
            name = "key",
            header = "The public key that verifies the log's checkpoints, with the log's name (vkey).",
            description = "  echt log key")
    static final class Key extends Action.OnWorkbench {
        Key(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var desk = desk(bench);
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("key", desk.key().vkey());
            facts.put(
                    "checkpoint",
                    desk.checkpoint()
                            .map(SignedCheckpoint::checkpoint)
                            .map(c -> c.size() + " entries, root " + c.root())
                            .orElse(null));
            output.facts(facts);
            return Exit.FINE;
        }
    }
}
