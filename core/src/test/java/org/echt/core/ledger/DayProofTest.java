package org.echt.core.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.MessageDays;
import org.echt.core.outreach.SentMessage;
import org.echt.core.registration.ContactAddress.Kind;
import org.echt.core.registration.Occasion;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.MalformedException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records of a day against vectors/log.json, which another implementation made, and against damage. */
class DayProofTest {
    private static final JsonNode V = JsonMapper.shared()
            .readTree(Path.of(System.getProperty("echt.root"), "vectors", "log.json"))
            .get("day");
    private static final LocalDate DAY = LocalDate.parse("2026-11-29");

    private static byte[] utf8(JsonNode node) {
        return node.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static DayRecord record(JsonNode vector) throws Exception {
        return new DayRecord(
                CanonicalJson.readObject(utf8(vector.get("record"))),
                HexFormat.of().parseHex(vector.get("salt").asString()));
    }

    private static LogEntry entry() throws MalformedException {
        return LogEntry.parse(utf8(V.get("entry")));
    }

    private static byte[] leaves() throws Exception {
        var leaves = new ByteArrayOutputStream();
        for (var vector : V.get("records")) {
            leaves.writeBytes(record(vector).leaf().bytes());
        }
        return leaves.toByteArray();
    }

    @Test
    void recordsTreeAndProofsAreThoseOfTheVectors() throws Exception {
        var tree = new Frontier();
        for (int i = 0; i < V.get("records").size(); i++) {
            var vector = V.get("records").get(i);
            var record = record(vector);
            assertEquals(vector.get("leaf").asString(), record.leaf().hex());
            tree.add(record.leaf());
            var proof = DayProof.of(DAY, record, leaves(), i);
            assertEquals(vector.get("proof").asString(), new String(proof.json(), StandardCharsets.UTF_8));
            var read = DayProof.parse(utf8(vector.get("proof")));
            assertTrue(read.verify(MessageDays.TYPE, entry()));
            assertArrayEquals(proof.json(), read.json());
        }
        assertEquals(V.get("root").asString(), tree.root().hex());
        var day = new DayEntry(MessageDays.TYPE, DAY, tree.size(), tree.root());
        assertEquals(Optional.of(day), DayEntry.of(entry()));
        assertEquals(
                entry().content().object("facts"),
                Optional.of(day.audit(Instant.EPOCH).facts()));
    }

    @Test
    void aSentMessageHasTheContentOfTheVectors() {
        var said = Hash.sha256((V.get("saidMail").get("subject").asString() + "\n\n"
                        + V.get("saidMail").get("text").asString())
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(V.get("saidMail").get("hash").asString(), said.hex());
        var at = Instant.parse("2026-11-29T16:00:00.25Z");
        var last = Instant.parse("2026-11-29T23:59:59.999999Z");
        var sent = List.of(
                new SentMessage(4711, 1L << 38, Kind.EMAIL, Occasion.ALERT, "R-2026-001", 2, at, State.DELIVERED, said),
                new SentMessage(
                        4711, (1L << 38) + 7, Kind.EMAIL, Occasion.ALERT, "R-2026-001", 2, at, State.DELIVERED, said),
                new SentMessage(
                        4712,
                        0L,
                        Kind.PHONE,
                        Occasion.CHANGE,
                        "R-2026-001",
                        2,
                        Instant.parse("2026-11-29T16:00:01Z"),
                        State.SENT,
                        null),
                new SentMessage(4713, null, Kind.EMAIL, Occasion.THINGS, "", 0, last, State.BOUNCED, null),
                new SentMessage(4714, null, Kind.EMAIL, Occasion.TEST, "", 0, last, State.SENT, null));
        for (int i = 0; i < sent.size(); i++) {
            assertEquals(
                    V.get("records").get(i).get("record").asString(),
                    new String(CanonicalJson.write(sent.get(i).content()), StandardCharsets.UTF_8));
        }
    }

    /** RFC 6962 word by word, on hashes of leaves: shares no code with the room. */
    private static byte[] naiveRoot(List<byte[]> leaves) throws Exception {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = 1;
        while (2 * k < leaves.size()) {
            k *= 2;
        }
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 1);
        digest.update(naiveRoot(leaves.subList(0, k)));
        return digest.digest(naiveRoot(leaves.subList(k, leaves.size())));
    }

    @Test
    void everyRecordOfTreesOfAllSizesIsProved() throws Exception {
        var random = new Random(Long.getLong("seed", 18));
        for (int size = 1; size < 70; size++) {
            var records = new ArrayList<DayRecord>();
            var leaves = new ArrayList<byte[]>();
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < size; i++) {
                var salt = new byte[32];
                random.nextBytes(salt);
                var record = new DayRecord(Value.object().put("n", i).build(), salt);
                records.add(record);
                leaves.add(record.leaf().bytes());
                all.writeBytes(record.leaf().bytes());
            }
            var day = new DayEntry("test.day", DAY, size, Hash.of(naiveRoot(leaves)));
            var entry = LoggedFact.of(day.audit(Instant.EPOCH), new byte[32]);
            for (int i = 0; i < size; i++) {
                var proof = DayProof.parse(
                        DayProof.of(DAY, records.get(i), all.toByteArray(), i).json());
                assertTrue(proof.verify("test.day", entry), size + "/" + i);
                var other = new DayProof(DAY, records.get((i + 1) % size), proof.place());
                assertEquals(size == 1, other.verify("test.day", entry), size + "/" + i);
            }
        }
    }

    @Test
    void whatIsChangedIsRefused() throws Exception {
        var good = V.get("records").get(1).get("proof").asString();
        assertFalse(DayProof.parse(good.getBytes(StandardCharsets.UTF_8)).verify("other.day", entry()));
        for (var change : List.of(
                "DELIVERED/BOUNCED",
                "274877906951/274877906952",
                "2026-11-29\",\"format/2026-11-28\",\"format",
                "\"count\":5/\"count\":6",
                "\"place\":1/\"place\":0",
                "\"place\":1/\"place\":7",
                "\"message\":4711/\"message\":4710",
                "\"salt\":\"I/\"salt\":\"J")) {
            var parts = change.split("/", 2);
            var changed = good.replace(parts[0], parts[1]);
            assertFalse(changed.equals(good), change);
            assertFalse(
                    DayProof.parse(changed.getBytes(StandardCharsets.UTF_8)).verify(MessageDays.TYPE, entry()), change);
        }
        var entry = V.get("entry").asString();
        for (var change :
                List.of("\"count\":5/\"count\":0", "\"root\":\"/\"root\":\"00", "\"day\":\"2026/\"day\":\"x")) {
            var parts = change.split("/", 2);
            var changed = LogEntry.parse(entry.replace(parts[0], parts[1]).getBytes(StandardCharsets.UTF_8));
            assertEquals(Optional.empty(), DayEntry.of(changed), change);
            assertFalse(DayProof.parse(good.getBytes(StandardCharsets.UTF_8)).verify(MessageDays.TYPE, changed));
        }
    }

    @Test
    void whatIsNoProofIsToldSo() {
        var good = V.get("records").get(1).get("proof").asString();
        for (var bad : List.of(
                "{}",
                "[]",
                "",
                good.replace("day-proof-1", "day-proof-2"),
                good.replace("2026-11-29\",\"format", "2026-13-29\",\"format"),
                good.replace("\"salt\":\"", "\"salt\":\"AAAA"),
                good.replace("\"place\":1,", ""),
                good.replace("\"path\":[\"", "\"path\":[\"!"),
                good.replace("\"path\":[", "\"path\":[1,"),
                good.replace("\"count\"", "\"cause\":1,\"count\""),
                good + " ")) {
            assertThrows(MalformedException.class, () -> DayProof.parse(bad.getBytes(StandardCharsets.UTF_8)), bad);
        }
    }

    @Test
    void aProofOfAnotherRecordIsNotMade() throws Exception {
        var wrong = record(V.get("records").get(0));
        var all = leaves();
        assertThrows(IllegalArgumentException.class, () -> DayProof.of(DAY, wrong, all, 1));
        assertThrows(IllegalArgumentException.class, () -> new DayRecord(wrong.content(), new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> new DayEntry("a.b", DAY, 0, Hash.EMPTY_ROOT));
    }

    /** The length of DER in each of its forms. */
    @Test
    void aTokenIsAFileOfItsOwn() {
        for (int size : new int[] {0, 122, 123, 250, 251, 65_530, 65_531, 70_000}) {
            var token = new byte[size];
            Arrays.fill(token, (byte) 7);
            var file = Stamps.file(token);
            int told = file[1] & 0xff;
            int at = 2;
            if (told > 0x80) {
                int bytes = told - 0x80;
                told = 0;
                for (int i = 0; i < bytes; i++) {
                    told = (told << 8) | (file[at++] & 0xff);
                }
                assertTrue(told >> (8 * (bytes - 1)) > 0 && told >= 0x80, "shortest form");
            }
            assertEquals(file.length - at, told);
            assertArrayEquals(new byte[] {0x30, 3, 2, 1, 0}, Arrays.copyOfRange(file, at, at + 5));
            assertArrayEquals(token, Arrays.copyOfRange(file, at + 5, file.length));
        }
    }
}
