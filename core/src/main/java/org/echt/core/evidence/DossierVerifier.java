package org.echt.core.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.echt.core.canonical.Value;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.issuance.IssuanceProof;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.Policy;
import org.echt.core.tlog.TlogProof;
import org.echt.core.tlog.Trust;
import org.echt.core.tlog.VerifierKey;
import org.jspecify.annotations.Nullable;

/** Verifies a copy of a dossier from its bytes and the key of the log: no store, no network, no clock. One use, one thread. */
public final class DossierVerifier {
    private static final String ISSUANCE = Dossier.PROOFS + "issuance.json";
    private static final String BATCH = "batch";

    private final byte[] bytes;
    private final @Nullable VerifierKey trusted;
    private final List<Claim> claims = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private final Map<Kind, Section> shown = new EnumMap<>(Kind.class);
    private Archive archive = new Archive(new TreeMap<>());

    /** @param trusted key of the log from elsewhere; null to go by the one in the file, which says so */
    public DossierVerifier(byte[] bytes, @Nullable VerifierKey trusted) {
        this.bytes = bytes;
        this.trusted = trusted;
    }

    /** What a dossier claims, each with pass or fail. Never throws, whatever the bytes. */
    public static Verified verify(byte[] bytes, @Nullable VerifierKey trusted) {
        return new DossierVerifier(bytes, trusted).run();
    }

    /**
     * @param id name of the dossier; empty where it could not be read
     * @param copy for whom; empty where it could not be read
     */
    public record Verified(String id, String copy, List<Claim> claims) {
        /** Whether nothing failed. */
        public boolean holds() {
            return claims.stream().noneMatch(c -> c.holds() == Claim.Holds.FAIL);
        }
    }

    private Verified run() {
        try {
            archive = Archive.read(bytes);
            claims.add(Claim.pass("file", archive.files().size() + " files, every byte where it must be"));
            var data = Section.parse(file(Dossier.DATA), Dossier.DATA);
            var profile = Profile.of(data.text("copy").orElse(""));
            var manifest = Manifest.read(
                    data.object("manifest").orElseThrow(() -> new MalformedException("data.json has no manifest")));
            members(data);
            sections(manifest, profile, data);
            var log = key(manifest);
            var entries = entries(log);
            logged(manifest, entries);
            pages(manifest, profile);
            how(manifest);
            issuance(entries);
            var recalls = shown.get(Kind.RECALLS);
            if (recalls != null) {
                claims.addAll(TextCheck.of(recalls, entries));
            }
            claims.addAll(ReceiptCheck.of(archive.files(), ofItem("code")));
            claims.addAll(SentCheck.of(archive.files(), entries, ofItem("item")));
            StampedCheck.of(archive.files(), log, place()).ifPresent(claims::add);
            carried();
            return new Verified(manifest.id(), profile.text(), List.copyOf(claims));
        } catch (MalformedException e) {
            claims.add(Claim.fail("file", String.valueOf(e.getMessage())));
            return new Verified("", "", List.copyOf(claims));
        }
    }

    private byte[] file(String name) throws MalformedException {
        var content = archive.files().get(name);
        if (content == null) {
            throw new MalformedException("there is no file " + name);
        }
        read.add(name);
        return content;
    }

    private static void members(Value.Members data) throws MalformedException {
        if (!data.all().keySet().equals(Set.of("copy", "manifest", "sections"))) {
            throw new MalformedException(
                    "data.json has the members " + data.all().keySet());
        }
    }

    private void sections(Manifest manifest, Profile profile, Value.Members data) throws MalformedException {
        for (var json : data.array("sections").orElse(List.of())) {
            if (!(json instanceof Value.Members members)) {
                throw new MalformedException("a section of data.json is no object");
            }
            var section = Section.read(members);
            if (!section.json().equals(members) || shown.put(section.kind(), section) != null) {
                throw new MalformedException("section " + section.kind().text() + " has more than it must");
            }
        }
        for (var kind : Kind.values()) {
            section(kind, manifest, profile, shown.get(kind));
        }
    }

    private void section(Kind kind, Manifest manifest, Profile profile, @Nullable Section section) {
        var name = "section " + kind.text();
        var commitment = manifest.sections().get(kind);
        if (section == null) {
            boolean missing = commitment != null && profile.shows(kind);
            claims.add(
                    missing
                            ? Claim.fail(name, "the manifest has it, this copy must show it, and it is not there")
                            : new Claim(
                                    name,
                                    Claim.Holds.NOT_SHOWN,
                                    commitment == null ? "the dossier has none" : "left out of this copy"));
        } else if (!section.commitment().equals(commitment)) {
            claims.add(Claim.fail(name, "is not what the manifest commits to"));
        } else {
            claims.add(Claim.pass(name, "is what the manifest commits to"));
        }
    }

    private Policy key(Manifest manifest) throws MalformedException {
        var text = new String(file(Dossier.KEY), StandardCharsets.UTF_8);
        var inside = VerifierKey.parse(text.strip());
        if (!text.equals(inside.vkey() + "\n")) {
            throw new MalformedException(Dossier.KEY + " has more than a key");
        }
        if (!inside.name().equals(manifest.log())) {
            claims.add(Claim.fail(
                    "key of the log", "the manifest names log " + manifest.log() + ", the key is of " + inside.name()));
        } else if (trusted == null) {
            claims.add(Claim.pass(
                    "key of the log",
                    "the one in this file was used, " + inside.vkey()
                            + ": compare it with what the manufacturer publishes"));
        } else {
            claims.add(
                    trusted.equals(inside)
                            ? Claim.pass("key of the log", "the one you gave, " + trusted.vkey())
                            : Claim.fail("key of the log", "in this file is another than the one you gave"));
        }
        return Policy.of(trusted == null ? inside : trusted);
    }

    /** Every entry in the file, by name, if the log proves it. */
    private Map<String, LogEntry> entries(Policy log) throws MalformedException {
        var entries = new TreeMap<String, LogEntry>();
        for (var name : archive.files().keySet()) {
            if (name.startsWith(Dossier.PROOFS) && name.endsWith(".entry")) {
                var called = name.substring(Dossier.PROOFS.length(), name.length() - ".entry".length());
                var entry = LogEntry.parse(file(name));
                if (proven(called, entry, log)) {
                    entries.put(called, entry);
                }
            }
        }
        return entries;
    }

    private boolean proven(String name, LogEntry entry, Policy log) throws MalformedException {
        var what = "log entry " + name;
        var file = file(Dossier.PROOFS + name + ".tlog-proof");
        var proof = TlogProof.parse(file);
        if (!Arrays.equals(proof.bytes(), file)) {
            throw new MalformedException(Dossier.PROOFS + name + ".tlog-proof has more than it must");
        }
        return switch (proof.verify(entry.hash(), log)) {
            case Trust.Trusted(var checkpoint, var witnesses) -> {
                claims.add(Claim.pass(
                        what,
                        entry.type() + " of " + entry.at() + " is entry " + proof.index() + " of " + checkpoint.size()
                                + (witnesses.isEmpty() ? "" : ", cosigned by " + witnesses)));
                opened(name, entry);
                yield true;
            }
            case Trust.Refused(var reason, var detail) -> {
                claims.add(Claim.fail(what, reason + ": " + detail));
                yield false;
            }
        };
    }

    private void opened(String name, LogEntry entry) throws MalformedException {
        var file = Dossier.PROOFS + name + ".opening.json";
        if (!archive.files().containsKey(file)) {
            return;
        }
        var opening = Proven.Opening.read(file(file));
        boolean opens = opening.opens(entry) && Arrays.equals(opening.json(), file(file));
        claims.add(
                opens
                        ? Claim.pass("what log entry " + name + " commits to", "is shown")
                        : Claim.fail("what log entry " + name + " commits to", "is not what is shown in " + file));
    }

    private void logged(Manifest manifest, Map<String, LogEntry> entries) {
        var entry = entries.get(Dossier.OWN);
        claims.add(
                entry != null && isOf(manifest, entry)
                        ? Claim.pass("manifest", "was logged as dossier " + manifest.id() + " at " + entry.at())
                        : Claim.fail("manifest", "is not the one that was logged as dossier " + manifest.id()));
    }

    private static boolean isOf(Manifest manifest, LogEntry entry) {
        var facts = facts(entry);
        return entry.type().equals("dossier.made")
                && facts.text("dossier").orElse("").equals(manifest.id())
                && facts.text("manifest").orElse("").equals(manifest.hash().hex());
    }

    private static Value.Members facts(LogEntry entry) {
        return entry.content().object("facts").orElse(Value.object().build());
    }

    private void pages(Manifest manifest, Profile profile) throws MalformedException {
        var pdf = file(Dossier.PAGES);
        var pages = manifest.pages().get(profile);
        if (pages == null || pages.bytes() < 0 || pages.bytes() > pdf.length) {
            claims.add(Claim.fail("pages", "the manifest knows no such pages for a copy of kind " + profile.text()));
        } else if (!Hash.sha256(Arrays.copyOf(pdf, (int) pages.bytes())).equals(pages.hash())) {
            claims.add(Claim.fail("pages", "dossier.pdf does not begin with the pages that were logged"));
        } else {
            claims.add(Claim.pass(
                    "pages",
                    pdf.length == pages.bytes()
                            ? "are those that were logged; they bear no signature of their own"
                            : "are those that were logged; verify the signature behind them with a PDF reader"));
        }
    }

    private void issuance(Map<String, LogEntry> entries) throws MalformedException {
        if (!archive.files().containsKey(ISSUANCE)) {
            claims.add(new Claim("issuance", Claim.Holds.NOT_SHOWN, "this copy holds no proof of issuance"));
            return;
        }
        var file = file(ISSUANCE);
        var proof = IssuanceProof.read(file);
        var batch = entries.get(BATCH);
        claims.add(
                batch != null && Arrays.equals(proof.json(), file) && leads(proof, batch)
                        ? Claim.pass(
                                "issuance",
                                proof.code().text() + " was code " + proof.index() + " of batch " + proof.batch()
                                        + ", committed at " + batch.at())
                        : Claim.fail("issuance", "the code is not proved to be of the batch in the log"));
    }

    private String ofItem(String name) {
        var item = shown.get(Kind.ITEM);
        return item == null ? "" : item.content().text(name).orElse("");
    }

    /** Of the batch's entry, from 0; -1 where it is not proved. */
    private long place() throws MalformedException {
        var file = archive.files().get(Dossier.PROOFS + BATCH + ".tlog-proof");
        return file == null ? -1 : TlogProof.parse(file).index();
    }

    private static boolean leads(IssuanceProof proof, LogEntry batch) throws MalformedException {
        var facts = facts(batch);
        return batch.type().equals("batch.committed")
                && facts.whole("batch").orElse(-1) == proof.batch()
                && facts.whole("count").orElse(-1) == proof.count()
                && proof.verify(Hash.ofHex(facts.text("root").orElse("")));
    }

    private void how(Manifest manifest) throws MalformedException {
        if (!Arrays.equals(file(Dossier.HOW), Dossier.how(manifest))) {
            claims.add(Claim.fail("instructions", Dossier.HOW + " is not what it must be"));
        }
    }

    /** Every file is one that was verified, or one that a section shown here vouches for, and those are all there. */
    private void carried() {
        for (var section : shown.values()) {
            for (var called :
                    section.content().object("files").map(f -> f.all().keySet()).orElse(Set.of())) {
                if (!archive.files().containsKey(Dossier.PROOFS + called)) {
                    claims.add(Claim.fail(
                            "file",
                            Dossier.PROOFS + called + " is named by section "
                                    + section.kind().text() + " and is not there"));
                }
            }
        }
        for (var file : archive.files().entrySet()) {
            var name = file.getKey();
            if (!name.startsWith(Dossier.PROOFS)) {
                if (!read.contains(name)) {
                    claims.add(Claim.fail("file", name + " does not belong"));
                }
                continue;
            }
            var called = name.substring(Dossier.PROOFS.length());
            var vouched = shown.values().stream()
                    .map(section -> section.content().object("files"))
                    .flatMap(Optional::stream)
                    .map(files -> files.text(called))
                    .flatMap(Optional::stream)
                    .toList();
            if (vouched.isEmpty()
                    ? !read.contains(name)
                    : !vouched.equals(List.of(Hash.sha256(file.getValue()).hex()))) {
                claims.add(Claim.fail("file", name + " is not the one its section names"));
            }
        }
    }
}
