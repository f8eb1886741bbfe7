package org.echt.app.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a dossier, in the order in which they are printed. Every printed sentence comes from one of these; an empty
 * list is printed as "nothing is recorded". Holds no personal data: what is one is {@link Value#redacted}.
 *
 * @param parts what was inside as of {@code head.asOf}, a parent before its parts
 * @param events where the item was in its life, and its checks; oldest first
 * @param differences what is known of the thing on which the code was seen elsewhere; empty: it was not, as far as known
 */
public record DossierText(
        Head head,
        Claim claim,
        Issuance issuance,
        List<Part> parts,
        List<Event> events,
        List<Recall> recalls,
        List<Difference> differences,
        Integrity integrity,
        List<Step> custody,
        List<Redaction> redactions) {
    public DossierText {
        parts = List.copyOf(parts);
        events = List.copyOf(events);
        recalls = List.copyOf(recalls);
        differences = List.copyOf(differences);
        custody = List.copyOf(custody);
        redactions = List.copyOf(redactions);
    }

    /** Why anything is blacked out, each reason once. */
    public List<String> reasons() {
        return redactions.stream().map(Redaction::reason).distinct().toList();
    }

    public List<Recall> recalls(Scope scope) {
        return recalls.stream().filter(recall -> recall.scope() == scope).toList();
    }

    /** Was anything sent to anybody? */
    public boolean somethingSent() {
        return recalls.stream()
                .flatMap(recall -> recall.messages().stream())
                .anyMatch(message -> message.how() == How.SENT);
    }

    /**
     * Which dossier this is.
     *
     * @param product in words, as the customer knows it
     * @param asOf the facts are as they were then
     */
    public record Head(String id, Instant made, Instant asOf, String brand, String product) {}

    /**
     * Something that can be blacked out.
     *
     * @param reason empty: nothing is blacked out, {@code text} is shown
     */
    public record Value(String text, String reason) {
        public static Value of(String text) {
            return new Value(text, "");
        }

        /** The text itself is not in the dossier at all. */
        public static Value redacted(String reason) {
            return new Value("", reason);
        }

        public boolean isRedacted() {
            return !reason.isEmpty();
        }
    }

    /**
     * The item somebody speaks of, and the check of its code.
     *
     * @param reference of the recorded check
     * @param answer its first line
     * @param recallVersion of the recall data it was made with
     */
    public record Claim(Value code, String reference, Instant checked, String answer, String recallVersion) {}

    /** Was the code issued? */
    public sealed interface Issuance {
        List<Proof> proofs();
    }

    /** @param logged when the batch was entered into the log, before its first code left */
    public record Issued(String batch, String lot, long codes, Instant logged, List<Proof> proofs) implements Issuance {
        public Issued {
            proofs = List.copyOf(proofs);
        }
    }

    /**
     * No key deciphers it to an issued number.
     *
     * @param keys how many there were, all of them tried
     * @param batches how many were in the log
     */
    public record NotIssued(int keys, long batches, List<Proof> proofs) implements Issuance {
        public NotIssued {
            proofs = List.copyOf(proofs);
        }
    }

    /** One file of the dossier and what it shows. */
    public record Proof(String shows, String file, String sha256) {}

    /**
     * One installed part.
     *
     * @param depth 1 for what is directly in the item
     * @param source the record it comes from
     */
    public record Part(int depth, String product, Value number, LocalDate from, String source) {}

    public record Event(Instant at, String what) {}

    public enum Scope {
        IN,
        OUT,
        UNKNOWN
    }

    /**
     * One recall and this item.
     *
     * @param since when it began to apply; null unless IN
     * @param why the condition that decided
     */
    public record Recall(
            String id,
            String title,
            String language,
            Scope scope,
            @Nullable Instant since,
            String why,
            List<Message> messages) {
        public Recall {
            messages = List.copyOf(messages);
            if ((scope == Scope.IN) != (since != null)) {
                throw new IllegalArgumentException("recall " + id + " is " + scope + " since " + since);
            }
        }
    }

    public enum How {
        SHOWN,
        SENT
    }

    /**
     * A text that was shown to whoever checked, or sent.
     *
     * @param language BCP 47
     * @param delivery what is known of its arrival; empty for what was shown
     * @param lines exactly
     */
    public record Message(
            How how, String channel, String language, Instant at, String delivery, String sha256, List<String> lines) {
        public Message {
            lines = List.copyOf(lines);
        }
    }

    public record Difference(String what, Value here, Value there) {}

    /**
     * What holds it together.
     *
     * @param log name of the log
     * @param root of its tree, Base64
     * @param at time of the checkpoint
     * @param command what verifies the dossier without us
     */
    public record Integrity(
            String log,
            long size,
            String root,
            Instant at,
            List<Signature> signatures,
            List<Stamp> stamps,
            String command) {
        public Integrity {
            signatures = List.copyOf(signatures);
            stamps = List.copyOf(stamps);
        }

        public boolean hasQualified() {
            return stamps.stream().anyMatch(Stamp::qualified);
        }
    }

    public record Signature(String by, String algorithm, String key) {}

    /** @param qualified by Regulation (EU) No 910/2014 */
    public record Stamp(String by, Instant at, boolean qualified, String file) {}

    public record Step(Instant at, String who, String what) {}

    /** @param section 2 to 9 */
    public record Redaction(int section, String what, String reason) {}
}
