package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.echt.core.access.Right;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.ledger.Stamps;
import org.echt.core.tlog.EntryBundle;
import org.echt.core.tlog.Tile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code echt log export}: the log as files, as any reader of C2SP tlog-tiles wants them. */
@Command(
        name = "export",
        header =
                "Writes the log into a folder: checkpoint, tiles and entries (C2SP tlog-tiles), and time-stamps. A folder written before grows.",
        description = "  echt log export audit-2026/")
final class LogExport extends Action.OnWorkbench {
    private static final int STAMPS = 100;

    @Parameters(paramLabel = "FOLDER", description = "Made where it is not there.")
    Path folder = Path.of("");

    LogExport(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        shell.act(bench, Right.READ_AUDIT, "");
        var desk = LogCommands.desk(bench);
        desk.place();
        var checkpoint = desk.checkpoint()
                .orElseThrow(() -> Complaint.failure("the log has no entries yet", "See: echt log status"));
        var target = shell.path(folder);
        long size = checkpoint.checkpoint().size();
        long written = 0;
        try (var progress = new Progress(shell, "tiles", Tile.ofSize(size).size(), 0)) {
            long done = 0;
            for (var tile : Tile.ofSize(size)) {
                written += write(
                        target.resolve(tile.path()),
                        () -> desk.store().hashes(tile.level(), tile.index() * Tile.FULL, tile.width()));
                if (tile.level() == 0) {
                    written += write(target.resolve(tile.entriesPath()), () -> bundle(desk, tile));
                }
                progress.reached(++done);
            }
        }
        long stamps = stamps(desk, target);
        Files.write(target.resolve("checkpoint"), checkpoint.bytes());
        Files.writeString(target.resolve("key"), desk.key().vkey() + "\n");
        var facts = new LinkedHashMap<String, Object>();
        facts.put("entries", size);
        facts.put("files", written);
        facts.put("stamps", stamps);
        facts.put("folder", folder);
        output.facts(facts);
        return Exit.FINE;
    }

    private static byte[] bundle(LedgerDesk desk, Tile tile) {
        return EntryBundle.write(desk.store().entries(tile.index() * Tile.FULL, tile.width()));
    }

    /** Each stamp beside the note it is over; returns how many there are. */
    private static long stamps(LedgerDesk desk, Path target) throws IOException {
        long stamps = 0;
        var page = desk.store().stamped(0, STAMPS);
        while (!page.isEmpty()) {
            for (var one : page) {
                var beside = target.resolve("stamps").resolve(String.valueOf(one.size()));
                write(Path.of(beside + ".note"), () -> one.note().getBytes(StandardCharsets.UTF_8));
                write(Path.of(beside + ".tsr"), () -> Stamps.file(Objects.requireNonNull(one.stamp())));
                stamps++;
            }
            page = desk.store().stamped(page.getLast().size() + 1, STAMPS);
        }
        return stamps;
    }

    private interface Content {
        byte[] bytes();
    }

    /** What has its name from a size never changes, so what is there stays. */
    private static int write(Path file, Content content) throws IOException {
        if (Files.exists(file)) {
            return 0;
        }
        Files.createDirectories(file.getParent());
        Files.write(file, content.bytes());
        return 1;
    }
}
