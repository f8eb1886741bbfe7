package org.echt.app.answer;

import java.util.List;
import org.echt.core.verify.Headline;
import org.jspecify.annotations.Nullable;

/**
 * A verdict in words, in one language, ready to be laid out: what the page, the terminal and a print-out say. Made by
 * {@link AnswerWriter}. All texts are plain text. Immutable.
 *
 * @param headline what is said first
 * @param tone how it looks
 * @param badge a few words that carry the tone without colour; empty for GREY
 * @param h1 the headline in words
 * @param h1Language language tag of {@code h1}: English where the official headline is not known in the answer's language
 * @param instruction second line of the headline, in the same size; empty where there is none
 * @param textLanguage language tag of the instruction and the sections: English where a notice is not in the reader's
 * @param lead what to know before acting
 * @param suggestion a code the reader may have meant; null for none
 * @param sections what to do, then what is offered and how to reach the maker
 * @param actions links
 * @param also what else applies, worst first
 * @param factsTitle heading above {@code facts}
 * @param facts what the records say, to compare with
 * @param productRecalls recalls of the product, where nothing is known of the unit; its list may be empty
 * @param limitsTitle heading above {@code limits}
 * @param limits what this check can and cannot tell
 * @param stamp when it was checked, and the reference
 */
public record Answer(
        Headline headline,
        Tone tone,
        String badge,
        String h1,
        String h1Language,
        String instruction,
        String textLanguage,
        List<String> lead,
        @Nullable Suggestion suggestion,
        List<Section> sections,
        List<Action> actions,
        List<Box> also,
        String factsTitle,
        List<Row> facts,
        RecallList productRecalls,
        String limitsTitle,
        String limits,
        List<Row> stamp) {
    public Answer {
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
        actions = List.copyOf(actions);
        also = List.copyOf(also);
        facts = List.copyOf(facts);
        stamp = List.copyOf(stamp);
    }

    /** Headline and instruction in one line, for a title bar. */
    public String title() {
        return instruction.isEmpty() ? h1 : h1 + ": " + instruction;
    }

    /**
     * A heading with lines below.
     *
     * @param numbered whether the order matters
     */
    public record Section(String title, boolean numbered, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A link.
     *
     * @param href path on this site, or a {@code mailto:} or {@code tel:} address
     * @param main whether it is the one to press
     */
    public record Action(String label, String href, boolean main) {}

    /**
     * A name and a value.
     *
     * @param code whether the value is a code or a number that reads left to right in every language
     */
    public record Row(String label, String value, boolean code) {}

    /** Something that applies besides the headline. */
    public record Box(
            Tone tone,
            String title,
            List<String> lines,
            @Nullable Action action) {
        public Box {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A well-formed code the reader may have meant. Never used for the reader.
     *
     * @param code its symbols
     * @param pieces as printed, the differing symbols marked
     */
    public record Suggestion(String code, List<Piece> pieces, String button) {
        public Suggestion {
            pieces = List.copyOf(pieces);
        }

        /** As printed on a product. */
        public String printed() {
            var out = new StringBuilder();
            pieces.forEach(piece -> out.append(piece.text()));
            return out.toString();
        }
    }

    /** Part of a code. */
    public record Piece(String text, boolean marked) {}

    /** Recalls of a product, told without a verdict on the unit. */
    public record RecallList(String title, String lead, List<Action> recalls) {
        public RecallList {
            recalls = List.copyOf(recalls);
        }
    }
}
