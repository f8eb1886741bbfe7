package org.echt.app.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.claim.Claim;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.scan.ItemState;
import org.echt.core.serial.SerialCode;
import org.echt.core.verify.Verdict.LinkCheck;

/**
 * What is known of a code as sentences for a letter, each with the facts it rests on. Codes are masked. Texts are in
 * {@code messages/claims/<tag>.properties}; a language without one is answered in English. Immutable, thread-safe.
 */
public final class ClaimLetter {
    private final Languages languages;

    private ClaimLetter(Languages languages) {
        this.languages = languages;
    }

    /** Reads the texts from the program's own files. */
    public static ClaimLetter load() {
        return new ClaimLetter(Languages.claims());
    }

    /**
     * One sentence or two that belong together.
     *
     * @param id which, for programs
     * @param sentence ready to be pasted
     * @param facts what it rests on, for whoever writes the letter
     */
    public record Block(String id, String sentence, Map<String, Object> facts) {
        /** For JSON. */
        public Map<String, Object> object() {
            var object = new LinkedHashMap<String, Object>();
            object.put("id", id);
            object.put("sentence", sentence);
            object.put("facts", facts);
            return object;
        }
    }

    /** The tag of the language in which a wish for {@code wanted} is answered; a region falls back to its language. */
    public String language(String wanted) {
        return spoken(wanted).tag();
    }

    /** Whether there are letters in this language. */
    public boolean speaks(String wanted) {
        return languages.knows(wanted);
    }

    private Language spoken(String wanted) {
        return languages.choose("", wanted);
    }

    /** All languages there are. */
    List<Language> all() {
        return languages.all();
    }

    /** What can be said, in the order of a letter. */
    public List<Block> blocks(Claim claim, String wanted) {
        var draft = new Draft(spoken(wanted));
        switch (claim) {
            case Claim.Issued issued -> draft.issued(issued);
            case Claim.NotIssued not -> draft.notIssued(not);
            case Claim.Mistyped mistyped -> draft.add("mistyped", Map.of("cause", MistakeText.of(mistyped.mistake())));
            case Claim.Foreign foreign ->
                draft.add("foreign", Map.of("looksLike", foreign.kind().name()));
        }
        return List.copyOf(draft.blocks);
    }

    /** The blocks of one letter, as they come together. */
    private static final class Draft {
        private final Language language;
        private final List<Block> blocks = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Draft(Language language) {
            this.language = language;
        }

        void add(String id, Map<String, Object> facts) {
            blocks.add(new Block(id, language.say(id, values), facts));
        }

        void issued(Claim.Issued issued) {
            var batch = issued.code().batch();
            values.put("code", issued.code().code().masked());
            values.put("brand", issued.product().brand());
            values.put("product", issued.product().name());
            values.put("gtin", batch.gtin().digits());
            values.put("lot", batch.lot());
            var facts = new LinkedHashMap<String, Object>();
            facts.put("batch", batch.number());
            facts.put("order", batch.order());
            facts.put("codes", batch.count());
            facts.put("maker", batch.maker());
            facts.put("producedOn", batch.producedOn().toString());
            facts.put("issuedAt", batch.issuedAt().toString());
            add("issued", facts);
            committed(issued);
            link(issued.link(), Map.of("gtin", batch.gtin().digits(), "lot", batch.lot()));
            seen(issued.state());
            add("about_code", Map.of());
        }

        private void committed(Claim.Issued issued) {
            CommittedBatch committed = issued.committed();
            if (committed == null) {
                add("uncommitted", Map.of("batch", issued.code().batch().number()));
                return;
            }
            values.put("time", language.time(committed.at()));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("committedAt", committed.at().toString());
            facts.put("root", committed.root().hex());
            issued.entry().ifPresent(index -> facts.put("logEntry", index));
            add(committed.early() ? "early" : "committed", facts);
        }

        private void link(LinkCheck link, Map<String, Object> facts) {
            switch (link) {
                case NOTHING_CLAIMED -> {}
                case AGREES -> add("agrees", facts);
                case OTHER_PRODUCT -> add("other_product", facts);
                case OTHER_LOT -> add("other_lot", facts);
            }
        }

        private void seen(ItemState state) {
            var first = state.firstCheckedAt();
            var last = state.lastCheckedAt();
            if (first == null || last == null) {
                add("unseen", Map.of("checks", 0));
                return;
            }
            values.put("checks", state.checks());
            values.put("first", language.day(first));
            values.put("last", language.day(last));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("checks", state.checks());
            facts.put("firstCheckedAt", first.toString());
            facts.put("lastCheckedAt", last.toString());
            add("seen", facts);
            if (state.use() != ItemState.Use.NORMAL) {
                add("copied", Map.of("use", state.use().name(), "checks", state.checks()));
            }
        }

        /** Why it was not issued is left to the statement for experts: told to a guesser, it would teach. */
        void notIssued(Claim.NotIssued not) {
            var statement = not.statement();
            SerialCode code = statement.code();
            values.put("code", code.masked());
            values.put("slot", String.valueOf(code.slot()));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("keysTried", statement.tried().size());
            facts.put("batchesCommitted", statement.batches().size());
            statement.checkpoint().ifPresent(size -> facts.put("logSize", size));
            add(statement.tried().isEmpty() ? "no_slot" : "not_issued", facts);
            add("about_no_code", Map.of());
        }
    }
}
