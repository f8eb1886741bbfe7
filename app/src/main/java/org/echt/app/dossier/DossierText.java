package org.echt.app.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one copy of a dossier, in the order in which they are printed. Every printed sentence comes from one of
 * these; an empty list is printed as "nothing is recorded", unless its section is left out. Holds no customer's data.
 *
 * @param item what stands of the item, and what is claimed
 * @param parts what was inside as of {@code head.asOf}, a parent before its parts
 * @param events where the item was in its life, and its checks; oldest first
 * @param differences what is claimed otherwise than it is recorded
 * @param redactions what this copy leaves out
 */
public record DossierText(
        Head head,
        List<Row> item,
        Issuance issuance,
        Parts parts,
        Events events,
        Recalls recalls,
        Comparison differences,
        Integrity integrity,
        Custody custody,
        List<Redaction> redactions) {
    public DossierText {
        item = List.copyOf(item);
        redactions = List.copyOf(redactions);
    }

    /** Why anything is left out, each reason once. */
    public List<String> reasons() {
        return redactions.stream().map(Redaction::reason).distinct().toList();
    }

    /** Why a section is left out; empty where it is not. */
    public Optional<String> hidden(int section) {
        return redactions.stream()
                .filter(r -> r.section() == section && r.isWhole())
                .map(Redaction::reason)
                .findFirst();
    }

    /**
     * Which dossier this is.
     *
     * @param product in words, as the customer knows it
     * @param asOf the facts are as the records show them for then
     * @param read when the records were read
     * @param reference how the case is called; may be empty
     */
    public record Head(
            String id, Instant made, Instant asOf, Instant read, String brand, String product, String reference) {}

    /** Something with its name. */
    public record Row(String name, String value) {}

    /** Was the code issued? */
    public sealed interface Issuance {
        List<Proof> proofs();
    }

    /**
     * @param logged when the batch was entered into the log
     * @param early it was issued by a release that did not log: its codes may have left before
     */
    public record Issued(String batch, String lot, long codes, Instant logged, boolean early, List<Proof> proofs)
            implements Issuance {
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

    /**
     * One file of the dossier and what it shows.
     *
     * @param sha256 empty where the file is made after these pages
     */
    public record Proof(String shows, String file, String sha256) {}

    /** @param isWhole false when the build record is too deep, too large or circular, so that nothing is told of it */
    public record Parts(List<Part> parts, boolean isWhole) {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One installed part.
     *
     * @param depth 1 for what is directly in the item
     * @param number empty where unknown
     * @param lot empty where unknown
     */
    public record Part(int depth, String product, String number, String lot, LocalDate from) {}

    /**
     * @param checks how many checks were recorded in all
     * @param told how many of them are told one by one
     * @param receipts what somebody showed of the answers they had
     */
    public record Events(List<Event> events, long checks, int told, List<Proof> receipts) {
        public Events {
            events = List.copyOf(events);
            receipts = List.copyOf(receipts);
        }
    }

    public record Event(Instant at, String what) {}

    public enum Scope {
        IN,
        OUT,
        UNKNOWN
    }

    /** @param others how many other recalls there were, none of which can have concerned it */
    public record Recalls(List<Recall> recalls, long others) {
        public Recalls {
            recalls = List.copyOf(recalls);
        }

        public List<Recall> in(Scope scope) {
            return recalls.stream().filter(recall -> recall.scope() == scope).toList();
        }

        /** Was anything sent to anybody? */
        public boolean somethingSent() {
            return recalls.stream().flatMap(recall -> recall.told().stream()).anyMatch(told -> told.how() == How.SENT);
        }
    }

    /**
     * One recall and the item.
     *
     * @param title and {@code language} in which it is (BCP 47)
     * @param since when it was first in scope without a break; only for {@link Scope#IN}
     * @param why or why not
     * @param course what it meant, from when on
     * @param texts what was said
     * @param told to whom checked, or to whom it was sent; oldest first
     */
    public record Recall(
            String id,
            String title,
            String language,
            Scope scope,
            @Nullable Instant since,
            String why,
            List<Event> course,
            List<Text> texts,
            List<Told> told) {
        public Recall {
            course = List.copyOf(course);
            texts = List.copyOf(texts);
            told = List.copyOf(told);
            if ((scope == Scope.IN) != (since != null)) {
                throw new IllegalArgumentException("recall " + id + " is " + scope + " since " + since);
            }
        }
    }

    /**
     * Exactly what was said.
     *
     * @param language BCP 47
     * @param file that proves it
     */
    public record Text(int version, String law, String language, String sha256, String file, List<String> lines) {
        public Text {
            lines = List.copyOf(lines);
        }
    }

    public enum How {
        SHOWN,
        SENT
    }

    /**
     * Somebody was told.
     *
     * @param language BCP 47; empty where it was not recorded
     * @param delivery what is known of its arrival; empty for what was shown
     */
    public record Told(How how, String channel, String language, int version, Instant at, String delivery) {}

    /** @param use what the use of the code looks like; empty when like that of one honest item */
    public record Comparison(List<Difference> differences, String use) {
        public Comparison {
            differences = List.copyOf(differences);
        }
    }

    public record Difference(String what, String here, String there) {}

    /**
     * What holds it together.
     *
     * @param log name of the log
     * @param root of its tree, Base64
     * @param signatures of where the log stood when the records were read
     * @param command what verifies the dossier without us
     */
    public record Integrity(
            String log, long size, String root, List<Signature> signatures, boolean isStamped, String command) {
        public Integrity {
            signatures = List.copyOf(signatures);
        }
    }

    public record Signature(String by, String key) {}

    /** @param staff who did what, by name; empty where it is left out */
    public record Custody(List<Step> steps, List<Step> staff) {
        public Custody {
            steps = List.copyOf(steps);
            staff = List.copyOf(staff);
        }
    }

    public record Step(Instant at, String who, String what) {}

    /**
     * @param section 2 to 9
     * @param isWhole whether nothing of the section is left
     */
    public record Redaction(int section, String what, String reason, boolean isWhole) {}
}
