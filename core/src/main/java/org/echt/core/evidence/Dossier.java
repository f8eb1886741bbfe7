package org.echt.core.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.VerifierKey;

/**
 * All that is known for one dossier, from which its copies are made. Immutable.
 *
 * @param manifest what it consists of
 * @param sections every part
 * @param own proof that this dossier was logged
 * @param log key of the log
 * @param evidence further files below {@code proofs/}, by name, with the section each belongs to: that section lists their
 *     hashes ({@link #files}), and a copy that leaves it out leaves them out
 * @param proven further entries of the log, each with what it commits to
 */
public record Dossier(
        Manifest manifest,
        List<Section> sections,
        Proven own,
        VerifierKey log,
        Map<String, Piece> evidence,
        List<Proven> proven) {
    static final String DATA = "data.json";
    static final String PAGES = "dossier.pdf";
    static final String HOW = "VERIFY.txt";
    static final String PROOFS = "proofs/";
    /** Name of the entry that says this dossier was made. */
    public static final String OWN = "dossier";

    static final String KEY = PROOFS + "log.key";

    public Dossier {
        sections = List.copyOf(sections);
        evidence = Map.copyOf(evidence);
        proven = List.copyOf(proven);
    }

    /** A file of proof and the section it belongs to. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    public record Piece(Kind of, byte[] bytes) {}

    /** The commitments of sections, for a manifest. */
    public static Map<Kind, Commitment> commitments(List<Section> sections) {
        var commitments = new EnumMap<Kind, Commitment>(Kind.class);
        sections.forEach(section -> commitments.put(section.kind(), section.commitment()));
        return commitments;
    }

    /** What a section says under {@code files} of the pieces that belong to it: their SHA-256. */
    public static Value.Members files(Kind kind, Map<String, Piece> evidence) {
        var files = Value.object();
        evidence.forEach((name, piece) -> {
            if (piece.of() == kind) {
                files.put(name, Hash.sha256(piece.bytes()).hex());
            }
        });
        return files.build();
    }

    /**
     * One copy.
     *
     * @param pdf its pages, signed or not
     */
    public Archive copy(Profile profile, byte[] pdf) {
        var files = new TreeMap<String, byte[]>();
        files.put(PAGES, pdf);
        files.put(DATA, CanonicalJson.write(data(profile)));
        files.put(HOW, how(manifest));
        files.put(KEY, (log.vkey() + "\n").getBytes(StandardCharsets.UTF_8));
        evidence.forEach((name, piece) -> {
            if (profile.shows(piece.of())) {
                files.put(PROOFS + name, piece.bytes());
            }
        });
        put(files, own, profile);
        proven.forEach(one -> put(files, one, profile));
        return new Archive(files);
    }

    /** What an entry commits to names employees. */
    private static void put(Map<String, byte[]> files, Proven one, Profile profile) {
        files.put(PROOFS + one.name() + ".entry", one.entry().bytes());
        files.put(PROOFS + one.name() + ".tlog-proof", one.proof().bytes());
        var opening = one.opening();
        if (opening != null && profile.shows(Kind.STAFF)) {
            files.put(PROOFS + one.name() + ".opening.json", opening.json());
        }
    }

    private Value.Members data(Profile profile) {
        var shown = new ArrayList<Value>();
        for (var section : sections) {
            if (profile.shows(section.kind())) {
                shown.add(section.json());
            }
        }
        return Value.object()
                .put("copy", profile.text())
                .put("manifest", manifest.json())
                .put("sections", shown)
                .build();
    }

    /** What is told of how to verify it, the same in all copies. */
    static byte[] how(Manifest manifest) {
        return """
                How to verify this dossier, %s, without asking who made it

                With the program:   echt dossier verify FILE --log-key KEY
                With Java alone:    java -p echt-core.jar:RoaringBitmap.jar -m org.echt.core/org.echt.core.evidence.Verify FILE KEY
                It needs no network. KEY is the public key of the log %s. It stands in proofs/log.key, but do not trust
                the copy in here: take it from where the manufacturer publishes it, or from somebody who keeps the log.

                What is computed:
                1. Every byte of the ZIP is where it must be, and every file belongs.
                2. Every section that is shown opens its commitment in the manifest (data.json): SHA-256 of
                   "echt-commitment/v1", a line feed, the salt, and the section as canonical JSON (RFC 8785).
                3. The manifest's SHA-256 stands in an entry of the log (proofs/dossier.entry), which is in the tree
                   (RFC 6962) whose checkpoint the log signed with Ed25519 (proofs/dossier.tlog-proof, C2SP tlog-proof).
                4. dossier.pdf begins with the pages of the manifest; what follows is the signature over them, which any
                   PDF reader verifies (PAdES).
                5. Every further entry of the log in proofs/ is in the tree as well, and opens its commitment where that
                   is shown; a proof of issuance leads to the root in its batch's entry.

                What this does not prove: that the item somebody holds is the item the code was printed for. A code can
                be copied.
                """.formatted(manifest.id(), manifest.log()).getBytes(StandardCharsets.UTF_8);
    }
}
