package org.echt.app.log;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.echt.core.tlog.AddCheckpoint;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.SignatureLine;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.TiledTree;

/**
 * Asks witnesses to cosign (C2SP tlog-witness): sends each the proof that the log only grew since it looked last. Thread-safe.
 */
public final class WitnessClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 2;
    /** Bytes of an answer; some signature lines are far shorter. */
    private static final int LONGEST = 1 << 18;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** What each witness cosigned last; a guess, which its answer corrects. */
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();

    /** What became of asking. */
    public sealed interface Answer {
        /** The lines bear the witness's signature over the checkpoint. */
        record Cosigned(List<SignatureLine> lines) implements Answer {}

        record Refused(String cause) implements Answer {}
    }

    /** @param tree the log of the checkpoint's size */
    public Answer ask(Witness witness, SignedCheckpoint checkpoint, TiledTree tree) {
        try {
            for (int i = 0; i < TRIES; i++) {
                long old = Math.min(sizes.getOrDefault(witness.key().name(), 0L), tree.size());
                var response = post(witness, new AddCheckpoint(old, proof(tree, old), checkpoint));
                if (response.statusCode() != 409) {
                    return answer(witness, checkpoint, response);
                }
                long theirs = AddCheckpoint.parseSize(response.body());
                if (theirs > tree.size()) {
                    return new Answer.Refused("it has cosigned a log of " + theirs + " entries, this one has "
                            + tree.size() + ": the database was put back to an earlier day, or the log was forked");
                }
                sizes.put(witness.key().name(), theirs);
            }
            return new Answer.Refused("it names another size each time");
        } catch (IOException e) {
            return new Answer.Refused(
                    "it cannot be reached: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (MalformedException e) {
            return new Answer.Refused("its answer is malformed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Refused("interrupted");
        }
    }

    private static List<Hash> proof(TiledTree tree, long old) {
        return old == 0 ? List.of() : tree.consistency(old).path();
    }

    private HttpResponse<byte[]> post(Witness witness, AddCheckpoint body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(witness.address().resolve("add-checkpoint"))
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(body.body()))
                .build();
        return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
    }

    private Answer answer(Witness witness, SignedCheckpoint checkpoint, HttpResponse<byte[]> response)
            throws MalformedException {
        if (response.statusCode() != 200) {
            return new Answer.Refused("it answers " + response.statusCode());
        }
        var lines = AddCheckpoint.parseCosignatures(response.body()).stream()
                .filter(line -> witness.key().isNamedBy(line) && witness.key().verifies(checkpoint.checkpoint(), line))
                .toList();
        if (lines.isEmpty()) {
            return new Answer.Refused("what it sent does not bear the signature of "
                    + witness.key().name());
        }
        sizes.put(witness.key().name(), checkpoint.checkpoint().size());
        return new Answer.Cosigned(lines);
    }

    @Override
    public void close() {
        client.close();
    }
}
