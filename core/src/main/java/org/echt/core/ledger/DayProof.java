package org.echt.core.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.Inclusion;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.MalformedException;

/**
 * Shows one record of a day, and nothing of the others, to whoever has the day's entry of the log: a claim until
 * {@link #verify} says true (spec/log.md, "Days"). Immutable.
 *
 * @param day of the entry
 * @param place of the record in the day's tree
 */
public record DayProof(LocalDate day, DayRecord record, Inclusion place) {
    private static final String FORMAT = "echt-day-proof-1";
    private static final int MAX_PATH = 63;

    /**
     * Makes the proof for one of a day's records.
     *
     * @param leaves the hashes of all of them in their order, one after the other
     * @param index which one
     * @throws IllegalArgumentException when the record is not the one whose hash stands there
     */
    public static DayProof of(LocalDate day, DayRecord record, byte[] leaves, int index) {
        if (!Hash.of(leaves, index * Hash.BYTES).equals(record.leaf())) {
            throw new IllegalArgumentException("record " + index + " of " + day
                    + " reads otherwise than what was committed to: somebody changed the store");
        }
        return new DayProof(day, record, Inclusion.of(leaves, index));
    }

    /**
     * Whether the record stands in the tree whose root the entry tells. That the entry stands in the log is proved apart
     * ({@link org.echt.core.tlog.TlogProof}). Never throws, whatever the claim.
     *
     * @param type the entry must be of this type
     */
    public boolean verify(String type, LogEntry entry) {
        return DayEntry.of(entry)
                .filter(e -> e.type().equals(type) && e.day().equals(day) && e.count() == place.size())
                .filter(e -> place.verify(record.leaf(), e.root()))
                .isPresent();
    }

    /** As a file or a part of one: canonical JSON. */
    public byte[] json() {
        return CanonicalJson.write(Value.object()
                .put("count", place.size())
                .put("day", day.toString())
                .put("format", FORMAT)
                .put(
                        "path",
                        place.path().stream()
                                .map(hash -> Value.text(hash.base64()))
                                .toList())
                .put("place", place.index())
                .put("record", record.content())
                .put("salt", Base64.getEncoder().encodeToString(record.salt()))
                .build());
    }

    public static DayProof parse(byte[] json) throws MalformedException {
        try {
            var all = CanonicalJson.readObject(json);
            if (!all.text("format").equals(Optional.of(FORMAT)) || all.all().size() != 7) {
                throw new MalformedException("the proof is not of format " + FORMAT);
            }
            var record = new DayRecord(
                    all.object("record").orElseThrow(() -> missing("record")),
                    Base64.getDecoder().decode(all.text("salt").orElseThrow(() -> missing("salt"))));
            var place = new Inclusion(
                    all.whole("place").orElseThrow(() -> missing("place")),
                    all.whole("count").orElseThrow(() -> missing("count")),
                    path(all));
            var proof = new DayProof(LocalDate.parse(all.text("day").orElseThrow(() -> missing("day"))), record, place);
            if (!Arrays.equals(proof.json(), json)) {
                throw new MalformedException("the proof has another spelling than its own");
            }
            return proof;
        } catch (NotCanonicalException | DateTimeException | IllegalArgumentException e) {
            throw new MalformedException("proof, " + e.getMessage());
        }
    }

    private static MalformedException missing(String member) {
        return new MalformedException("the proof has no member \"" + member + "\"");
    }

    private static List<Hash> path(Value.Members all) throws MalformedException {
        var items = all.array("path").orElseThrow(() -> missing("path"));
        if (items.size() > MAX_PATH) {
            throw new MalformedException("the proof has more than " + MAX_PATH + " hashes");
        }
        var path = new ArrayList<Hash>();
        for (var item : items) {
            path.add(Hash.ofBase64(item instanceof Value.Text(var text) ? text : ""));
        }
        return path;
    }
}
