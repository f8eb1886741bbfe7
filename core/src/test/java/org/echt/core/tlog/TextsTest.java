package org.echt.core.tlog;

import static org.echt.core.tlog.Witnesses.AT;
import static org.echt.core.tlog.Witnesses.LOG;
import static org.echt.core.tlog.Witnesses.ONE;
import static org.echt.core.tlog.Witnesses.TWO;
import static org.echt.core.tlog.Witnesses.checkpoint;
import static org.echt.core.tlog.Witnesses.proof;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.echt.core.canonical.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parsers take and what they refuse. */
class TextsTest {
    private static final String SIGNED = "— a.example AAAAAQE=\n";
    private static final String ROOT = Hash.leaf(new byte[0]).base64();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private interface Parser {
        Object parse(byte[] bytes) throws MalformedException;
    }

    private static void refused(Parser parser, String text) {
        var refusal = assertThrows(MalformedException.class, () -> parser.parse(utf8(text)), text);
        assertFalse(String.valueOf(refusal.getMessage()).contains("null"), refusal.getMessage());
    }

    @Test
    void notes() throws MalformedException {
        var note = Note.parse(utf8("a\n\nb\n\n" + SIGNED + SIGNED));
        assertEquals("a\n\nb\n", note.text());
        assertEquals(2, note.signatures().size());
        assertEquals(1, note.signatures().getFirst().keyId());
        assertArrayEquals(new byte[] {1}, note.signatures().getFirst().signature());
        assertEquals(
                Note.MAX_SIGNATURES,
                Note.parse(utf8("a\n\n" + SIGNED.repeat(100))).signatures().size());
        assertThrows(IllegalArgumentException.class, () -> new Note("a", note.signatures()));
        assertThrows(IllegalArgumentException.class, () -> new Note("a\n", List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Note("a\n", Collections.nCopies(101, note.signatures().getFirst())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a\n",
                "a\n\n",
                "a\n" + SIGNED,
                "a\n\nb",
                "a\n\n- a.example AAAAAQE=\n",
                "a\n\n— a.example AAAAAQE=",
                "a\n\n—a.example AAAAAQE=\n",
                "a\n\n— a.example\n",
                "a\n\n— a.example AAAAAQ==\n",
                "a\n\n— a.example AAAAAQE\n",
                "a\n\n— a.example AAAAAQF=\n",
                "a\n\n— a+b AAAAAQE=\n",
                "a\n\n—  AAAAAQE=\n",
                "a\n\n— a\u2003b AAAAAQE=\n",
                "a\n\n— a\u0085b AAAAAQE=\n",
                "a\tb\n\n— a AAAAAQE=\n",
                "a\r\n\r\n— a AAAAAQE=\r\n",
                "a\n\n— a AAAAAQE= \n",
                "a\n\n— a AAAA\nAQE=\n",
                "a\n\n" + SIGNED + "\n"
            })
    void noNotes(String text) {
        refused(Note::parse, text);
    }

    @Test
    void notesAreBounded() {
        refused(Note::parse, "a\n\n" + SIGNED.repeat(101));
        refused(Note::parse, "a".repeat(1 << 20) + "\n\n" + SIGNED);
        var bad = new byte[] {'a', (byte) 0xff, '\n', '\n'};
        assertThrows(MalformedException.class, () -> Note.parse(bad));
    }

    @Test
    void checkpoints() throws MalformedException {
        String text = "a b\n7\n" + ROOT + "\nmore\n";
        var signed = SignedCheckpoint.parse(utf8(text + "\n" + SIGNED));
        assertEquals(List.of("more"), signed.checkpoint().extensions());
        assertEquals(text, signed.checkpoint().text());
        assertEquals(
                2,
                signed.with(List.of(LOG.sign(checkpoint(3)), signed.signatures().getFirst()))
                        .signatures()
                        .size());
        assertEquals(
                0,
                SignedCheckpoint.parse(utf8("a\n0\n" + Hash.EMPTY_ROOT + "\n\n" + SIGNED))
                        .checkpoint()
                        .size());
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("a\nb", 0, Hash.EMPTY_ROOT));
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("\ud800", 0, Hash.EMPTY_ROOT));
        assertThrows(IllegalArgumentException.class, () -> new Checkpoint("a", -1, Hash.EMPTY_ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n1\n",
                "\n1\nROOT\n",
                "a\n01\nROOT\n",
                "a\n-1\nROOT\n",
                "a\n+1\nROOT\n",
                "a\n\nROOT\n",
                "a\n9223372036854775808\nROOT\n",
                "a\n99999999999999999999\nROOT\n",
                "a\n1 \nROOT\n",
                "a\n\u0661\nROOT\n",
                "a\n0\nROOT\n",
                "a\n1\nAAAA\n",
                "a\n1\nROOT=\n",
                "a\n1\nROOT\n\nx\n"
            })
    void noCheckpoints(String text) {
        refused(SignedCheckpoint::parse, text.replace("ROOT", ROOT) + "\n" + SIGNED);
    }

    @Test
    void proofFiles() {
        String end = "\na\n1\n" + ROOT + "\n\n" + SIGNED;
        for (String start : List.of(
                "c2sp.org/tlog-proof@v2\nindex 0\n",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v1\nindex 00\n",
                "c2sp.org/tlog-proof@v1\nindex -1\n",
                "c2sp.org/tlog-proof@v1\nindex\n",
                "c2sp.org/tlog-proof@v1\nextra \nindex 0\n",
                "c2sp.org/tlog-proof@v1\nextra ?\nindex 0\n",
                "c2sp.org/tlog-proof@v1\nextra AA==\nextra AA==\nindex 0\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n",
                "c2sp.org/tlog-proof@v1\nindex 0\n" + (ROOT + "\n").repeat(64))) {
            refused(TlogProof::parse, start + end);
        }
        refused(TlogProof::parse, "c2sp.org/tlog-proof@v1\nindex 0\n");
        refused(TlogProof::parse, "");
    }

    @Test
    void requestsAndAnswersOfWitnesses() throws MalformedException {
        String end = "\na\n7\n" + ROOT + "\n\n" + SIGNED;
        assertEquals(7, AddCheckpoint.parse(utf8("old 7\n" + end)).oldSize());
        for (String start : List.of(
                "old\n",
                "old 07\n",
                "old 8\n",
                "old 0\n" + ROOT + "\n",
                "new 7\n",
                "old 1\n" + (ROOT + "\n").repeat(64))) {
            refused(AddCheckpoint::parse, start + end);
        }
        var first =
                new AddCheckpoint(0, List.of(), new SignedCheckpoint(checkpoint(3), List.of(LOG.sign(checkpoint(3)))));
        assertEquals(true, first.grows(Hash.EMPTY_ROOT));
        assertFalse(first.grows(Hash.leaf(new byte[0])));
        var lines = List.of(ONE.sign(checkpoint(3), AT), TWO.sign(checkpoint(3), AT));
        assertEquals(lines, AddCheckpoint.parseCosignatures(AddCheckpoint.cosignatures(lines)));
        refused(AddCheckpoint::parseCosignatures, "");
        refused(AddCheckpoint::parseCosignatures, "\n");
        assertEquals(17, AddCheckpoint.parseSize(AddCheckpoint.size(17)));
        for (String text : List.of("", "17", "017\n", "17\n\n", "x\n")) {
            refused(AddCheckpoint::parseSize, text);
        }
    }

    @Test
    void keys() throws MalformedException {
        var vkey = ONE.verifierKey().vkey();
        assertEquals(ONE.verifierKey(), VerifierKey.parse(vkey));
        assertEquals(TWO.verifierKey(), VerifierKey.parse(TWO.verifierKey().toString()));
        for (String bad : List.of(
                "",
                "a",
                "a+b",
                vkey.replace("one", "two"),
                vkey.toUpperCase(Locale.ROOT),
                vkey + "=",
                vkey.substring(0, vkey.length() - 4),
                "a+00000000+",
                "a+00000000+AgAA",
                "a b" + vkey.substring(11))) {
            assertThrows(MalformedException.class, () -> VerifierKey.parse(bad), bad);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> VerifierKey.of("a".repeat(256), SignatureKind.ML_DSA_44_COSIGNATURE, new byte[1312]));
        assertThrows(IllegalArgumentException.class, () -> VerifierKey.of("a", SignatureKind.ED25519, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> new SignatureLine("a", "AAAA"));
    }

    @Test
    void tilePaths() {
        for (String bad : List.of(
                "",
                "tile",
                "tile/0",
                "tile/0/",
                "tile/0/1",
                "tile/0/0001",
                "tile/00/001",
                "tile/8/000",
                "tile/-1/000",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/x001/x002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "tile/0/../000",
                "tile/7/001",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "/tile/0/000",
                "tile/entries/000",
                "tile/0/\u0660\u0661\u0662")) {
            assertThrows(MalformedException.class, () -> Tile.parse(bad), bad);
        }
        assertThrows(MalformedException.class, () -> Tile.parseEntries("tile/0/000"));
        assertThrows(IllegalArgumentException.class, () -> new Tile(1, 0, 1).entriesPath());
        assertThrows(IllegalArgumentException.class, () -> Tile.ofGrowth(2, 1));
    }

    @Test
    void bundles() throws MalformedException {
        var longest = new byte[EntryBundle.MAX_ENTRY];
        assertArrayEquals(
                longest,
                EntryBundle.read(EntryBundle.write(List.of(new byte[0], longest)))
                        .get(1));
        assertThrows(IllegalArgumentException.class, () -> EntryBundle.write(List.of(new byte[65_536])));
        assertThrows(IllegalArgumentException.class, () -> EntryBundle.write(List.of()));
        assertThrows(IllegalArgumentException.class, () -> EntryBundle.write(Collections.nCopies(257, longest)));
        assertEquals(256, EntryBundle.read(new byte[512]).size());
        for (byte[] bad : List.of(new byte[0], new byte[1], new byte[] {0, 1}, new byte[514], new byte[] {0, 0, 0})) {
            assertThrows(MalformedException.class, () -> EntryBundle.read(bad));
        }
    }

    @Test
    void entries() throws MalformedException {
        var entry = LogEntry.of(
                "batch.committed", AT, Value.object().put("batch", 7).build());
        assertEquals(
                "{\"at\":\"2026-11-29T16:00:00Z\",\"batch\":7,\"type\":\"batch.committed\"}",
                new String(entry.bytes(), StandardCharsets.UTF_8));
        assertEquals(entry, LogEntry.parse(entry.bytes()));
        assertEquals(AT, entry.at());
        for (String bad : List.of(
                "",
                "[]",
                "{}",
                "{\"at\":\"2026-11-29T16:00:00Z\"}",
                "{\"at\":\"2026-11-29T16:00:00.000Z\",\"type\":\"a.b\"}",
                "{\"at\":\"2026-11-29T17:00:00+01:00\",\"type\":\"a.b\"}",
                "{\"at\":\"2026-11-29T16:00:00Z\",\"type\":\"a\"}",
                "{\"at\":\"2026-11-29T16:00:00Z\",\"type\":7}",
                "{\"type\":\"a.b\"}",
                "{\"type\":\"a.b\",\"at\":\"2026-11-29T16:00:00Z\"}")) {
            refused(LogEntry::parse, bad);
        }
        assertThrows(MalformedException.class, () -> LogEntry.parse(new byte[65_536]));
        var own = Value.object().put("type", "x.y").build();
        assertThrows(IllegalArgumentException.class, () -> LogEntry.of("a.b", Instant.EPOCH, own));
        var large = Value.object().put("x", "x".repeat(65_500)).build();
        assertThrows(IllegalArgumentException.class, () -> LogEntry.of("a.b", Instant.EPOCH, large));
    }

    @Test
    void hashes() throws MalformedException {
        var hash = Hash.leaf(new byte[0]);
        assertEquals(hash, Hash.ofHex(hash.hex()));
        assertEquals(hash, Hash.ofBase64(hash.toString()));
        assertThrows(MalformedException.class, () -> Hash.ofHex(hash.hex().toUpperCase(Locale.ROOT)));
        assertThrows(MalformedException.class, () -> Hash.ofHex(""));
        assertThrows(MalformedException.class, () -> Hash.ofBase64("A".repeat(44)));
        assertThrows(IllegalArgumentException.class, () -> Hash.of(new byte[31]));
        assertThrows(IndexOutOfBoundsException.class, () -> Hash.of(new byte[40], 9));
    }

    /** Good texts with a few bytes changed, cut or doubled: read back alike, or refused. */
    @Test
    void changedTexts() {
        var random = new Random(Long.getLong("seed", 66));
        var good = List.of(
                proof(LOG.sign(checkpoint(11)), ONE.sign(checkpoint(11), AT))
                        .withExtra(new byte[9])
                        .bytes(),
                new SignedCheckpoint(checkpoint(7), List.of(LOG.sign(checkpoint(7)))).bytes(),
                LogEntry.of("a.b", AT, Value.object().put("c", 1).build()).bytes());
        for (int i = 0; i < 6000; i++) {
            byte[] bytes = good.get(i % good.size()).clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : '\n');
            }
            readBackOrRefuse(random.nextInt(9) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
        }
    }

    @FuzzTest
    void fuzz(byte[] bytes) {
        readBackOrRefuse(bytes);
    }

    private static void readBackOrRefuse(byte[] bytes) {
        same(bytes, given -> Note.parse(given).bytes());
        same(bytes, given -> SignedCheckpoint.parse(given).bytes());
        same(bytes, given -> TlogProof.parse(given).bytes());
        same(bytes, given -> AddCheckpoint.parse(given).body());
        same(bytes, given -> AddCheckpoint.cosignatures(AddCheckpoint.parseCosignatures(given)));
        same(bytes, given -> AddCheckpoint.size(AddCheckpoint.parseSize(given)));
        same(bytes, given -> EntryBundle.write(EntryBundle.read(given)));
        same(bytes, given -> LogEntry.parse(given).bytes());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        same(bytes, _ -> Tile.parse(text).path().getBytes(StandardCharsets.ISO_8859_1));
        same(bytes, _ -> Tile.parseEntries(text).entriesPath().getBytes(StandardCharsets.ISO_8859_1));
        same(bytes, _ -> VerifierKey.parse(text).vkey().getBytes(StandardCharsets.ISO_8859_1));
    }

    private interface ReadAndWrite {
        byte[] apply(byte[] bytes) throws MalformedException;
    }

    private static void same(byte[] bytes, ReadAndWrite format) {
        try {
            assertArrayEquals(bytes, format.apply(bytes));
        } catch (MalformedException e) {
            assertFalse(String.valueOf(e.getMessage()).isEmpty());
        }
    }
}
