package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.echt.core.issuance.IssuanceProof;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;
import org.echt.core.serial.SerialCode;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt code prove}: that a code was issued, or that it was not, for experts; and the check of such a proof. */
@Command(
        name = "prove",
        header = "Writes the proof that a code was issued, or the statement that it was not.",
        description = {
            "  echt code prove 7Q4MXX-J2T9KD-3HV8YC --out proof.json",
            "  echt code prove --verify proof.json --root 5f1c...",
            "",
            "Checking a proof needs neither keys nor a database: take the root from the log entry batch.committed.",
            "A statement that a code was not issued is for experts and courts: it says why."
        })
final class CodeProve extends Action {
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "What stands on the product, a link or a scan.")
    @Nullable
    String code;

    @Option(names = "--out", paramLabel = "FILE", description = "JSON file to make; never overwritten.")
    @Nullable
    Path out;

    @Option(names = "--verify", paramLabel = "FILE", description = "A proof to check.")
    @Nullable
    Path verify;

    @Option(names = "--root", paramLabel = "HEX", description = "Root of the batch, from its log entry.")
    @Nullable
    String root;

    CodeProve(Shell shell) {
        super(shell);
    }

    @Override
    int run() throws IOException {
        if (verify != null && root != null && code == null && out == null) {
            return check(shell.path(verify), root);
        }
        if (code != null && out != null && verify == null && root == null) {
            try (var bench = shell.open()) {
                return prove(bench, code, shell.path(out));
            }
        }
        throw Complaint.usage("code prove needs CODE and --out, or --verify and --root", "See: echt help code prove");
    }

    private int prove(Workbench bench, String text, Path target) throws IOException {
        shell.act(bench, Right.READ, "");
        if (Files.exists(target)) {
            throw PartFile.exists(target);
        }
        var authenticator = bench.catalogues().fresh().authenticator();
        if (CodeReader.read(text) instanceof Reading.Read read) {
            return switch (authenticator.authenticate(read.code())) {
                case Authentication.Authentic(var authentic) -> issued(bench, authentic, target);
                case Authentication.NotIssued _, Authentication.NotOurSlot _ -> notIssued(bench, read.code(), target);
            };
        }
        Codes.authentic(bench.catalogues().present(), text);
        throw new IllegalStateException("a text that is no code was taken for one");
    }

    private int issued(Workbench bench, AuthenticCode authentic, Path target) throws IOException {
        var batch = authentic.batch();
        var proof = bench.issuance()
                .prove(authentic, THREADS)
                .orElseThrow(() -> Complaint.conflict(
                        "batch " + batch.number() + " of this code is not in the log yet",
                        "Put it there: echt batch commit " + batch.number()));
        Files.write(target, proof.json(), StandardOpenOption.CREATE_NEW);
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("proves", "issued");
        facts.put("batch", proof.batch());
        facts.put("index", proof.index());
        facts.put("count", proof.count());
        facts.put("root", bench.issuance().committed(batch).orElseThrow().root().hex());
        facts.put("file", out);
        shell.output().facts(facts);
        return Exit.FINE;
    }

    private int notIssued(Workbench bench, SerialCode serial, Path target) throws IOException {
        var statement = bench.issuance()
                .nonIssuance(serial, () -> bench.catalogues().fresh().authenticator())
                .orElseThrow(() -> new IllegalStateException("a code was issued after it was not"));
        Files.write(target, statement.json(), StandardOpenOption.CREATE_NEW);
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("proves", "not issued");
        facts.put("keys", statement.tried().size());
        facts.put("batches", statement.batches().size());
        facts.put("file", out);
        var output = shell.output();
        output.facts(facts);
        output.say("The file says why this code is none of ours. Give it to experts and courts, not to who asked.");
        return Exit.FINE;
    }

    private int check(Path file, String hex) throws IOException {
        IssuanceProof proof;
        Hash wanted;
        try {
            wanted = Hash.ofHex(hex);
            proof = IssuanceProof.read(Files.readAllBytes(file));
        } catch (MalformedException e) {
            throw Complaint.usage(String.valueOf(e.getMessage()), "Give a file of echt code prove, and 64 digits.");
        }
        boolean holds = proof.verify(wanted);
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("holds", holds);
        facts.put("code", proof.code().masked());
        facts.put("batch", proof.batch());
        facts.put("index", proof.index());
        facts.put("count", proof.count());
        var output = shell.output();
        output.facts(facts);
        if (holds) {
            output.say("Compare batch and count with the log entry that holds this root.");
        }
        return holds ? Exit.FINE : Exit.CHECK;
    }
}
