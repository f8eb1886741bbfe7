package org.echt.core.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.echt.core.asbuilt.Installation;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.issuance.IssuanceProof;
import org.echt.core.issuance.NonIssuance;
import org.echt.core.ledger.DayProof;
import org.echt.core.ledger.LedgerStore.Committed;
import org.echt.core.ledger.LedgerStore.Witnessed;
import org.echt.core.outreach.Message;
import org.echt.core.product.Product;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.scan.Scan;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.verify.Hindsight.Meaning;
import org.echt.core.verify.Verdict.LinkCheck;
import org.jspecify.annotations.Nullable;

/** All that is recorded of what is asked about. Immutable. */
public sealed interface Facts {
    /** When the records were read. */
    Instant readAt();

    /** Entries of the log it rests on, each with what it commits to. */
    List<Entry> entries();

    /**
     * An entry of the log.
     *
     * @param name of its files in a dossier
     */
    record Entry(String name, Committed committed) {}

    /**
     * We issued the code.
     *
     * @param origin what was issued, when, and the proof of it
     * @param link whether what is claimed agrees with the records
     * @param build what was inside
     * @param past where the item was in its life, and how it was checked
     * @param recalls what every recall meant that could concern its batch
     * @param otherRecalls how many other recalls there were, none of which can have concerned it
     * @param messages what was sent about it
     * @param days that it was sent, for those messages whose day is committed to
     */
    record Issued(
            Instant readAt,
            Origin origin,
            LinkCheck link,
            Inside build,
            Past past,
            List<Meaning> recalls,
            long otherRecalls,
            List<Message> messages,
            List<DayProof> days,
            List<Entry> entries)
            implements Facts {
        public Issued {
            recalls = List.copyOf(recalls);
            messages = List.copyOf(messages);
            days = List.copyOf(days);
            entries = List.copyOf(entries);
        }

        /**
         * The words of a recall that concerned the item, of every revision that was told: in the languages of the checks, of
         * the pages, and in English. None of one that never did.
         */
        public List<ToldText> texts(Meaning meaning, Question question) {
            var texts = new ArrayList<ToldText>();
            if (meaning.concernedOnce()) {
                var languages = new TreeSet<>(List.of("en", question.language()));
                past.checks().forEach(scan -> languages.add(scan.language()));
                meaning.told()
                        .forEach(revision -> ToldText.collect(meaning.recall().id(), revision, languages, texts));
                texts.sort(ToldText.ORDER);
            }
            return texts;
        }
    }

    /**
     * @param place of the batch's entry in the log
     * @param stamped the first checkpoint over that entry to which an authority put its time-stamp; null where there is none
     */
    record Origin(
            AuthenticCode code,
            Product product,
            CommittedBatch committed,
            IssuanceProof proof,
            long place,
            @Nullable Witnessed stamped) {}

    /**
     * What was inside.
     *
     * @param parts a parent before its parts
     * @param isWhole false when the record is too deep, too large or circular, so that these are not all
     */
    record Inside(List<Part> parts, boolean isWhole) {
        public Inside {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One part.
     *
     * @param depth 1 for what is directly in the item
     * @param name what it is
     * @param number its masked code, or another maker's serial number; empty where neither is known
     * @param lot its production lot; empty where unknown
     */
    record Part(int depth, String name, String number, String lot, Installation installation) {}

    /**
     * @param lives every change of where it was in its life, oldest first
     * @param state as it is now, with the number of all checks
     * @param checks the newest before the moment that is asked about, the newest first
     */
    record Past(List<Turn> lives, ItemState state, List<Scan> checks) {
        public Past {
            lives = List.copyOf(lives);
            checks = List.copyOf(checks);
        }
    }

    /** From then on it was there in its life. */
    record Turn(Instant at, Life life) {}

    /** No key makes an issued number of the code. */
    record NotIssued(Instant readAt, NonIssuance statement, List<Entry> entries) implements Facts {
        public NotIssued {
            entries = List.copyOf(entries);
        }
    }
}
