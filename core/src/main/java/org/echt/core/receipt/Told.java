package org.echt.core.receipt;

import java.util.List;
import java.util.regex.Pattern;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.notice.Action;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.verify.Headline;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.LinkCheck;

/** What was answered. As with the verdict, only {@link OfUnit} has a place for "not affected". Immutable. */
public sealed interface Told {
    IssueState issue();

    /** What was said first. */
    Headline headline();

    /**
     * The code was issued, and this is what was said of its unit.
     *
     * @param recalls those that concern the unit, worst first
     */
    record OfUnit(Headline headline, Life life, LinkCheck link, Answer safety, Use use, List<Concern> recalls)
            implements Told {
        public OfUnit {
            recalls = List.copyOf(recalls);
        }

        @Override
        public IssueState issue() {
            return IssueState.ISSUED;
        }
    }

    /**
     * Nothing was said of a unit.
     *
     * @param productRecalls told of the product
     */
    record OfNone(IssueState issue, Headline headline, List<Mention> productRecalls) implements Told {
        public OfNone {
            productRecalls = List.copyOf(productRecalls);
            if (issue == IssueState.ISSUED) {
                throw new IllegalArgumentException("of an issued code something is said of its unit");
            }
        }
    }

    /**
     * A recall that concerns the unit.
     *
     * @param recall its id
     * @param version its published version, from 1
     * @param answer what it means for the unit; never NOT_AFFECTED
     */
    record Concern(String recall, int version, Answer answer, Action action) {
        public Concern {
            Told.require(recall, version);
            if (answer == Answer.NOT_AFFECTED) {
                throw new IllegalArgumentException("a recall that concerns a unit cannot say NOT_AFFECTED");
            }
        }
    }

    /** A recall of the product, without a word on the unit. */
    record Mention(String recall, int version, Action action) {
        public Mention {
            Told.require(recall, version);
        }
    }

    Pattern RECALL = Pattern.compile("[^\\p{Cc}]{1,100}");

    private static void require(String recall, int version) {
        if (version < 1 || !RECALL.matcher(recall).matches()) {
            throw new IllegalArgumentException("recall or version " + version + " is none");
        }
    }

    /** What a verdict says. */
    static Told of(Verdict verdict) {
        var headline = Headline.of(verdict).getFirst();
        return switch (verdict) {
            case Verdict.Issued issued ->
                new OfUnit(
                        headline,
                        issued.life(),
                        issued.link(),
                        issued.safety().worst(),
                        issued.usage().use(),
                        issued.safety().recalls().stream()
                                .map(c -> new Concern(c.recall(), c.version(), c.answer(), c.action()))
                                .toList());
            case Verdict.NotIssued(var recalls, var _) -> none(verdict, headline, recalls);
            case Verdict.Mistyped mistyped -> none(verdict, headline, mistyped.recalls());
            case Verdict.Foreign foreign -> none(verdict, headline, foreign.recalls());
            case Verdict.Unavailable unavailable -> none(verdict, headline, unavailable.recalls());
        };
    }

    private static Told none(Verdict verdict, Headline headline, List<Verdict.ProductRecall> recalls) {
        return new OfNone(
                IssueState.of(verdict),
                headline,
                recalls.stream()
                        .map(r -> new Mention(r.recall(), r.version(), r.action()))
                        .toList());
    }

    /** The member {@code answer}. */
    default ObjectBuilder write() {
        var out = Value.object().put("headline", headline().name()).put("issue", issue().name());
        return switch (this) {
            case OfUnit unit ->
                out.put("life", unit.life.name())
                        .put("link", unit.link.name())
                        .put("safety", unit.safety.name())
                        .put("use", unit.use.name())
                        .put("recalls", unit.recalls.stream().map(Told::write).toList());
            case OfNone none ->
                out.put(
                        "productRecalls",
                        none.productRecalls.stream().map(Told::write).toList());
        };
    }

    private static Value write(Concern concern) {
        return Value.object()
                .put("action", concern.action.name())
                .put("answer", concern.answer.name())
                .put("recall", concern.recall)
                .put("version", concern.version)
                .build();
    }

    private static Value write(Mention mention) {
        return Value.object()
                .put("action", mention.action.name())
                .put("recall", mention.recall)
                .put("version", mention.version)
                .build();
    }
}
