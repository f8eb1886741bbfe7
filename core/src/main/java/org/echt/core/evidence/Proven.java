package org.echt.core.evidence;

import java.util.Base64;
import java.util.Optional;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.keys.SecretBytes;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.TlogProof;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log with the proof that it stands there, and what it commits to where that is shown.
 *
 * @param name of the files: {@code proofs/NAME.entry}, {@code .tlog-proof}, {@code .opening.json}
 * @param opening what was done and the salt; null where it is left out
 */
public record Proven(
        String name,
        LogEntry entry,
        TlogProof proof,
        @Nullable Opening opening) {
    /** What an entry commits to. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    public record Opening(Value.Members done, byte[] salt) {
        byte[] json() {
            return CanonicalJson.write(Value.object()
                    .put("done", done)
                    .put("salt", Base64.getEncoder().encodeToString(salt))
                    .build());
        }

        static Opening read(byte[] bytes) throws MalformedException {
            var json = Section.parse(bytes, "opening");
            try {
                return new Opening(
                        json.object("done").orElseThrow(() -> new MalformedException("an opening shows nothing")),
                        Base64.getDecoder().decode(json.text("salt").orElse("")));
            } catch (IllegalArgumentException e) {
                throw new MalformedException("opening: " + e.getMessage());
            }
        }

        /** Whether the entry commits to this. */
        boolean opens(LogEntry entry) {
            return entry.content()
                    .text("commitment")
                    .flatMap(Opening::commitment)
                    .filter(c -> c.opens(SecretBytes.copyOf(salt), CanonicalJson.write(done)))
                    .isPresent();
        }

        private static Optional<Commitment> commitment(String base64) {
            try {
                return Optional.of(new Commitment(Hash.ofBase64(base64)));
            } catch (MalformedException _) {
                return Optional.empty();
            }
        }
    }
}
