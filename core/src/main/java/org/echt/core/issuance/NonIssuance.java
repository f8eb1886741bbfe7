package org.echt.core.issuance;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.serial.Authentication.Reason;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SerialCode;
import org.echt.core.serial.Trial;
import org.jspecify.annotations.Nullable;

/**
 * That a code was not issued (spec/issuance.md): no batch that covers it was committed up to a checkpoint. For experts and
 * courts, never for whoever typed the code: its causes would teach a guesser. Immutable.
 *
 * @param code the code
 * @param madeAt when this was stated
 * @param checkpoint size of the log up to which batches were looked at; empty where it has no checkpoint yet
 * @param tried what each key under the code's slot symbol made of it; empty when there is no such key
 * @param batches every batch committed under that symbol, by number
 */
public record NonIssuance(
        SerialCode code, Instant madeAt, OptionalLong checkpoint, List<Tried> tried, List<CommittedBatch> batches) {
    /** What the statement proves. */
    public static final String PROVES =
            "Under every key of its slot symbol this code deciphers to no item of any batch that was committed to the log up"
                    + " to the checkpoint named here. Whoever is given the key and its commitment in the log can check this:"
                    + " that it is the key of that time, what it makes of the code, and that the log holds no other batch.";

    /** What it does not prove. */
    public static final String PROVES_NOT =
            "It proves nothing to somebody without the key. It is about the code and not about the item: an item that bears"
                    + " this code may be anybody's, also one whose code was badly printed or whose label was changed.";

    private static final String FORMAT = "echt-non-issuance-1";

    public NonIssuance {
        tried = List.copyOf(tried);
        batches = List.copyOf(batches);
        if (batches.stream().anyMatch(c -> c.batch().slot() != code.slot())) {
            throw new IllegalArgumentException("a batch of another slot than " + code.slot() + " covers no such code");
        }
    }

    /**
     * What one key made of the code.
     *
     * @param version version of the key
     * @param found why it is no issued item
     * @param batch the batch it would be of; null when {@code found} is ZERO_BITS
     * @param index the index it would have; null likewise
     */
    public record Tried(
            int version,
            Reason found,
            @Nullable Integer batch,
            @Nullable Long index) {
        static Tried of(Trial trial) {
            var reason = trial.reason();
            if (reason == null) {
                throw new IllegalArgumentException("this code was issued");
            }
            long item = trial.item();
            return item == ItemNumber.NONE
                    ? new Tried(trial.version(), reason, null, null)
                    : new Tried(trial.version(), reason, ItemNumber.batch(item), ItemNumber.index(item));
        }

        Value.Members json() {
            var json = Value.object().put("version", version).put("found", found.name());
            if (batch != null && index != null) {
                json.put("batch", batch).put("index", index);
            }
            return json.build();
        }
    }

    /** Canonical JSON. */
    public byte[] json() {
        var json = Value.object()
                .put("format", FORMAT)
                .put("code", code.text())
                .put("madeAt", madeAt.toString())
                .put("tried", tried.stream().map(Tried::json).toList())
                .put("batches", batches.stream().map(NonIssuance::json).toList())
                .put("proves", PROVES)
                .put("provesNot", PROVES_NOT);
        checkpoint.ifPresent(size -> json.put("checkpoint", size));
        return CanonicalJson.write(json.build());
    }

    private static Value.Members json(CommittedBatch committed) {
        var batch = committed.batch();
        return Value.object()
                .put("batch", batch.number())
                .put("version", batch.slotVersion())
                .put("length", batch.length().symbols)
                .put("count", batch.count())
                .put("root", committed.root().hex())
                .put("committedAt", committed.at().toString())
                .build();
    }

    /** The code masked. */
    @Override
    public String toString() {
        return "statement that " + code.masked() + " was not issued";
    }
}
