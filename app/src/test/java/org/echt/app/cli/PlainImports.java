package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.ImportStore.NamedPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;
import org.echt.core.verify.Catalogue;
import org.echt.testkit.MemoryStores;

/** Just enough of an import for the scripts: lines {@code parent,part,from} of own codes, one chunk a line. */
final class PlainImports implements ImportDesk {
    private final MemoryStores stores;
    private final Catalogue catalogue;
    private final InstantSource clock;

    PlainImports(MemoryStores stores, Catalogue catalogue, InstantSource clock) {
        this.stores = stores;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public Receipt run(Request request, Watcher watcher) throws IOException {
        var text = Files.readString(request.file());
        var lines = text.lines().toList();
        var file = new ImportFile(hash(text), String.valueOf(request.file().getFileName()), text.length());
        return request.dryRun() ? dry(lines) : real(file, lines, request.by(), watcher);
    }

    private Receipt dry(List<String> lines) {
        var rejected = new ArrayList<RejectedLine>();
        for (int i = 1; i < lines.size(); i++) {
            var row = lines.get(i).split(",");
            if (item(row[0]) < 0 || item(row[1]) < 0) {
                rejected.add(rejected(i + 1));
            }
        }
        long wrong = rejected.size();
        return receipt(Outcome.DONE, 0, new ImportJob.Counts(lines.size() - 1 - wrong, 0, 0, wrong), rejected);
    }

    private Receipt real(ImportFile file, List<String> lines, String by, Watcher watcher) {
        try (var session = stores.imports().open(file, by, clock.instant())) {
            var outcome = session.job().done() ? Outcome.KNOWN_BEFORE : Outcome.DONE;
            for (int i = (int) Math.max(1, session.job().doneLines()); i < lines.size(); i++) {
                session.commit(chunk(session, lines, i, file));
                if (!watcher.reached(session.job().doneBytes(), file.bytes(), i) && i + 1 < lines.size()) {
                    outcome = Outcome.STOPPED;
                    break;
                }
            }
            var rejected = new ArrayList<RejectedLine>();
            rejects(session.job().id(), rejected::add);
            return receipt(outcome, session.job().id(), session.job().counts(), rejected);
        }
    }

    private static Receipt receipt(Outcome outcome, long job, ImportJob.Counts counts, List<RejectedLine> rejected) {
        Map<RejectedLine.Cause, Long> causes =
                rejected.isEmpty() ? Map.of() : Map.of(RejectedLine.Cause.MISTYPED_CODE, counts.rejected());
        return new Receipt(outcome, job, counts, causes, rejected, List.of());
    }

    private ImportChunk chunk(ImportStore.Session session, List<String> lines, int i, ImportFile file) {
        var row = lines.get(i).split(",");
        long parent = item(row[0]);
        long part = row[1].startsWith("foreign:") ? foreign(session, row[1].substring(8)) : item(row[1]);
        boolean wrong = parent < 0 || part < 0;
        return new ImportChunk(
                wrong ? List.of() : List.of(new Installation(parent, part, Instant.parse(row[2]), Installation.STILL)),
                List.of(),
                0,
                wrong ? List.of(rejected(i + 1)) : List.of(),
                file.bytes() * (i + 1) / lines.size(),
                i + 1,
                i + 1 == lines.size(),
                clock.instant());
    }

    private static long foreign(ImportStore.Session session, String serial) {
        return session.numbers(List.of(new NamedPart(new PartKey("Voltaic", "CAM-2", "", serial), "Camera")))[0];
    }

    private static RejectedLine rejected(int line) {
        return new RejectedLine(line, "part", RejectedLine.Cause.MISTYPED_CODE, "symbol 3, maybe \"K\"");
    }

    private long item(String text) {
        return CodeReader.read(text) instanceof Reading.Read read
                        && catalogue.authenticator().authenticate(read.code())
                                instanceof Authentication.Authentic(var code)
                ? code.item()
                : -1;
    }

    @Override
    public List<ImportJob> jobs(int limit) {
        return stores.imports().jobs(limit);
    }

    @Override
    public void rejects(long job, Consumer<RejectedLine> visitor) {
        stores.imports().rejects(job, visitor);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
