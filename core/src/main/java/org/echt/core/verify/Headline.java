package org.echt.core.verify;

import java.util.EnumSet;
import java.util.List;
import org.echt.core.scan.Life;
import org.echt.core.verify.Verdict.Answer;

/**
 * What is said first, worst first: the declaration order is the precedence of the wording rules. The second-worst that
 * applies stays visible below.
 */
public enum Headline {
    STOP_USE,
    COPY_CONFIRMED,
    STOLEN,
    DESTROYED,
    SAMPLE,
    NOT_ISSUED,
    POSSIBLY_AFFECTED,
    SAFETY_ACTION,
    UNKNOWN_SAFETY,
    UNUSUAL,
    EXPIRED,
    NOT_RELEASED,
    RETURNED,
    REGISTERED,
    REMEDIED,
    ISSUED,
    /** Never the first: it stands below whatever else is said. */
    INFORMATION,
    MISTYPED,
    FOREIGN,
    UNAVAILABLE;

    /** Every headline that applies to the verdict, worst first; never empty. */
    public static List<Headline> of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NotIssued _ -> List.of(NOT_ISSUED);
            case Verdict.Mistyped _ -> List.of(MISTYPED);
            case Verdict.Foreign _ -> List.of(FOREIGN);
            case Verdict.Unavailable _ -> List.of(UNAVAILABLE);
            case Verdict.Issued issued -> of(issued);
        };
    }

    private static List<Headline> of(Verdict.Issued issued) {
        var all = EnumSet.noneOf(Headline.class);
        for (var concern : issued.safety().recalls()) {
            all.add(of(concern));
        }
        if (issued.safety().worst() == Answer.UNKNOWN) {
            all.add(UNKNOWN_SAFETY);
        }
        switch (issued.usage().use()) {
            case COPY_CONFIRMED -> all.add(COPY_CONFIRMED);
            case UNUSUAL -> all.add(UNUSUAL);
            case NORMAL -> {}
        }
        life(issued.life(), all);
        if (all.isEmpty() || all.equals(EnumSet.of(INFORMATION))) {
            all.add(ISSUED);
        }
        return List.copyOf(all);
    }

    /** The headline one recall calls for. */
    public static Headline of(Verdict.Concern concern) {
        return switch (concern.answer()) {
            case AFFECTED ->
                switch (concern.action()) {
                    case STOP_USE -> STOP_USE;
                    case CHECK, UPDATE -> SAFETY_ACTION;
                    case INFO -> INFORMATION;
                };
            case POSSIBLY_AFFECTED -> POSSIBLY_AFFECTED;
            case UNKNOWN -> UNKNOWN_SAFETY;
            case REMEDIED -> REMEDIED;
            case NOT_AFFECTED -> ISSUED;
        };
    }

    private static void life(Life life, EnumSet<Headline> all) {
        switch (life) {
            case STOLEN -> all.add(STOLEN);
            case DESTROYED -> all.add(DESTROYED);
            case SAMPLE -> all.add(SAMPLE);
            case EXPIRED -> all.add(EXPIRED);
            case NOT_RELEASED -> all.add(NOT_RELEASED);
            case RETURNED -> all.add(RETURNED);
            case REGISTERED -> all.add(REGISTERED);
            case COMMISSIONED -> {}
        }
    }
}
