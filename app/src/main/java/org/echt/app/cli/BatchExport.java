package org.echt.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.echt.app.keys.CmsSeal;
import org.echt.core.access.Right;
import org.echt.core.serial.Batch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code echt batch export}: the code file of a batch, encrypted to its maker. The codes stand on no disk in clear. A
 * command that was interrupted leaves nothing under the final name and is simply repeated.
 */
@Command(
        name = "export",
        header = "Writes a batch's code file encrypted to its maker; counted, and noted in the audit log.",
        description = {
            "  echt batch export 12 --out k7.cms",
            "  openssl cms -decrypt -inform DER -inkey works.key -in k7.cms"
        })
final class BatchExport extends Action.Change {
    @Parameters(paramLabel = "BATCH", description = "Its number.")
    int number;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to make; never overwritten.")
    Path out = Path.of("");

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "Columns of the file, from code,gtin,lot,link,inside. Default: all but inside.")
    List<String> columns = CodeRows.COLUMNS;

    BatchExport(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        CodeRows.check(columns);
        var act = shell.act(bench, Right.PRODUCE, "");
        var batch = bench.catalogues().fresh().register().batches().find(number);
        if (batch == null) {
            throw Complaint.failure("there is no batch " + number, "Show them: echt batch list");
        }
        var maker = bench.makers().find(batch.maker());
        if (maker.certificate().isEmpty()) {
            throw Complaint.failure(
                    "maker \"" + maker.name() + "\" has no certificate to encrypt to",
                    "Give it one: echt maker certificate " + Words.quoted(maker.name()) + " FILE");
        }
        var target = shell.path(out);
        if (Files.exists(target)) {
            throw PartFile.exists(target);
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("batch", batch.number());
        facts.put("order", batch.order());
        facts.put("maker", batch.maker());
        facts.put("gtin", batch.gtin().digits());
        facts.put("lot", batch.lot());
        facts.put("count", batch.count());
        if (!dryRun) {
            new Committing(shell, bench, output).commit(batch, act.name());
            var part = target.resolveSibling(target.getFileName() + ".part");
            var sha256 = write(bench, batch, maker.certificate(), part);
            facts.put("sha256", sha256);
            bench.makers().exported(batch, sha256, act);
            Files.createLink(target, part);
            Files.delete(part);
        }
        facts.put("certificate", CmsSeal.nameOf(maker.certificate()));
        facts.put("file", out);
        output.facts(facts);
        sayIfDry(output);
        output.say("Send count and SHA-256 by another way than the file: the maker compares them with what it opens.");
        return Exit.FINE;
    }

    /** The SHA-256 of the file in clear. */
    private String write(Workbench bench, Batch batch, String certificate, Path part) throws IOException {
        var digest = sha256();
        Files.deleteIfExists(part);
        try (var channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var file = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            try (var sealed = CmsSeal.to(certificate, file)) {
                codes(bench, batch, new DigestOutputStream(sealed, digest));
            }
            file.flush();
            channel.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void codes(Workbench bench, Batch batch, OutputStream clear) throws IOException {
        var inside = bench.catalogues().fresh().authenticator().insideKey(batch);
        var rows = new CodeRows(columns, batch, bench.domain(), inside);
        var buffered = new BufferedOutputStream(clear, 1 << 16);
        buffered.write(CodeRows.header(columns).getBytes(StandardCharsets.UTF_8));
        try (var progress = new Progress(shell, "codes", batch.count(), 0)) {
            bench.issuance().stream(batch, 0, rows.into(buffered), progress::reached);
        }
        buffered.flush();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
