package org.echt.core.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.issuance.Blind;
import org.echt.core.issuance.IssuanceProof;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.SecretBytes;
import org.echt.core.ledger.DayProof;
import org.echt.core.ledger.DayRecord;
import org.echt.core.serial.SerialCode;
import org.echt.core.tlog.Checkpoint;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.LogSigner;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.Tile;
import org.echt.core.tlog.TileReader;
import org.echt.core.tlog.TileWriter;
import org.echt.core.tlog.TiledTree;
import org.echt.core.tlog.TlogProof;

/** A dossier of one code out of a batch of one, told of by one message, in a log of four entries. */
final class SmallDossier {
    static final Instant AT = Instant.parse("2026-11-29T16:00:00Z");
    static final LogSigner LOG =
            new LogSigner("id.acme.example/log", Ed25519Key.ofSeed(SecretBytes.copyOf(new byte[32])));
    static final byte[] PDF = "%PDF-1.7 pages\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] SALT = new byte[Commitment.SALT];

    private SmallDossier() {}

    static Dossier make() {
        var code = new SerialCode("7WAH108NRZGWVM7DYC");
        var blind = new Blind("00112233445566778899aabbccddeeff");
        var root = Hash.sha256(new byte[] {0}, blind.bytes(), code.text().getBytes(StandardCharsets.US_ASCII));
        var issuance = new IssuanceProof(code, 7, 1, 0, blind, List.of());
        var sent = sent();
        var early = new Checkpoint(LOG.verifierKey().name(), 2, Hash.sha256(new byte[1]));
        var evidence = Map.of(
                "issuance.json",
                new Dossier.Piece(Kind.ISSUANCE, issuance.json()),
                "batch-stamp.note",
                new Dossier.Piece(Kind.ISSUANCE, new SignedCheckpoint(early, List.of(LOG.sign(early))).bytes()),
                "batch-stamp.tst",
                new Dossier.Piece(Kind.ISSUANCE, new byte[] {0x30, 0}),
                "message-5.json",
                new Dossier.Piece(Kind.MESSAGES, sent.json()));
        var sections = List.of(
                section(Kind.STATEMENT, Value.object().put("says", "Acme issued this code")),
                section(Kind.ITEM, Value.object().put("code", code.text()).put("item", String.valueOf(7L << 38))),
                section(Kind.MESSAGES, Value.object().put("files", Dossier.files(Kind.MESSAGES, evidence))),
                section(Kind.ISSUANCE, Value.object().put("files", Dossier.files(Kind.ISSUANCE, evidence))),
                section(Kind.STAFF, Value.object().put("issued", "anna")),
                section(Kind.BUILD, Value.object().put("parts", List.of(Value.text("battery")))));
        var pages = new EnumMap<Profile, Manifest.Pages>(Profile.class);
        for (var profile : Profile.values()) {
            pages.put(profile, Manifest.Pages.of(PDF));
        }
        var manifest = new Manifest(
                "DOS-0000-0001", "acme", AT, AT, LOG.verifierKey().name(), Dossier.commitments(sections), pages);
        var done = Value.object()
                .put("action", "batch.committed")
                .put("by", "anna")
                .build();
        var batch = LogEntry.of(
                "batch.committed",
                AT,
                Value.object()
                        .put(
                                "commitment",
                                Commitment.of(SecretBytes.copyOf(SALT), CanonicalJson.write(done))
                                        .hash()
                                        .base64())
                        .put(
                                "facts",
                                Value.object().put("batch", 7).put("count", 1).put("root", root.hex()))
                        .build());
        var made = LogEntry.of(
                "dossier.made",
                AT,
                Value.object()
                        .put(
                                "facts",
                                Value.object()
                                        .put("dossier", manifest.id())
                                        .put("manifest", manifest.hash().hex()))
                        .build());
        var other = LogEntry.of("product.added", AT, Value.object().build());
        var day = LogEntry.of(
                "message.day",
                AT,
                Value.object()
                        .put(
                                "facts",
                                Value.object()
                                        .put("count", 1)
                                        .put("day", sent.day().toString())
                                        .put("root", sent.record().leaf().hex()))
                        .build());
        var proofs = proofs(List.of(other, batch, made, day));
        return new Dossier(
                manifest,
                sections,
                new Proven(Dossier.OWN, made, proofs.get(2), null),
                LOG.verifierKey(),
                evidence,
                List.of(
                        new Proven("batch", batch, proofs.get(1), new Proven.Opening(done, SALT)),
                        new Proven("day-" + sent.day(), day, proofs.get(3), null)));
    }

    private static DayProof sent() {
        var record = new DayRecord(
                Value.object()
                        .put("item", String.valueOf(7L << 38))
                        .put("message", 5)
                        .put("sentAt", "2026-11-28T10:00:00Z")
                        .build(),
                SALT);
        return DayProof.of(LocalDate.parse("2026-11-28"), record, record.leaf().bytes(), 0);
    }

    private static Section section(Kind kind, ObjectBuilder content) {
        var salt = SALT.clone();
        salt[0] = (byte) kind.name().hashCode();
        return new Section(kind, salt, content.build());
    }

    private static List<TlogProof> proofs(List<LogEntry> entries) {
        TileReader none = _ -> Map.of();
        var writer = new TileWriter(0, none);
        entries.forEach(e -> writer.add(e.hash()));
        var tiles = new HashMap<>(writer.tiles());
        var tree = new TiledTree(entries.size(), asked -> {
            var read = new HashMap<Tile, byte[]>();
            asked.forEach(tile -> read.put(tile, tiles.get(tile)));
            return read;
        });
        var checkpoint = new Checkpoint(LOG.verifierKey().name(), entries.size(), tree.root());
        var signed = new SignedCheckpoint(checkpoint, List.of(LOG.sign(checkpoint)));
        var proofs = new ArrayList<TlogProof>();
        for (int i = 0; i < entries.size(); i++) {
            proofs.add(new TlogProof(tree.inclusion(i), signed));
        }
        return proofs;
    }

    static byte[] flipped(byte[] bytes, int at) {
        var flipped = Arrays.copyOf(bytes, bytes.length);
        flipped[at] ^= 1;
        return flipped;
    }
}
