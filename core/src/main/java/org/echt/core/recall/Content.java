package org.echt.core.recall;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.echt.core.attribute.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What a recall says: whom it concerns and what to do.
 *
 * @param scope the rule
 * @param action what the owner of an affected unit must do
 * @param unknownBuild what units without a complete build record are told
 * @param unknownReason why they may be left out; empty unless {@link UnknownBuild#EXCLUDE}
 * @param remedyFrom day the remedy becomes available; null when it is available
 * @param texts by language tag; at least {@code en}
 */
public record Content(
        Scope scope,
        Action action,
        UnknownBuild unknownBuild,
        String unknownReason,
        @Nullable LocalDate remedyFrom,
        Map<String, NoticeText> texts) {
    public Content {
        texts = Map.copyOf(texts);
        if (!texts.containsKey("en")) {
            throw new IllegalArgumentException("a recall needs its text in en; it has " + texts.keySet());
        }
        if (unknownBuild == UnknownBuild.EXCLUDE && unknownReason.isBlank()) {
            throw new IllegalArgumentException("leaving out units without a build record needs a reason");
        }
    }

    /** Worst first. */
    public enum Action {
        STOP_USE,
        CHECK,
        UPDATE,
        INFO
    }

    /** CHECK: such units are told they may be affected. EXCLUDE: they are not, for a recorded reason. */
    public enum UnknownBuild {
        CHECK,
        EXCLUDE
    }

    /** The text in {@code language}, or in English. */
    public NoticeText text(String language) {
        var text = texts.get(language);
        return text != null ? text : java.util.Objects.requireNonNull(texts.get("en"));
    }

    /**
     * The words of a notice in one language.
     *
     * @param instruction the imperative, for example {@code Stop using this laptop now}
     * @param hazard what can happen
     * @param steps what to do, in order
     * @param untilThen what to do until a remedy is available; empty when it is
     * @param remedies what is offered, free of charge
     * @param contacts how to reach the maker
     */
    public record NoticeText(
            String instruction,
            String hazard,
            List<String> steps,
            String untilThen,
            List<String> remedies,
            List<String> contacts) {
        public NoticeText {
            steps = List.copyOf(steps);
            remedies = List.copyOf(remedies);
            contacts = List.copyOf(contacts);
            if (instruction.isBlank() || hazard.isBlank() || steps.isEmpty() || contacts.isEmpty()) {
                throw new IllegalArgumentException(
                        "a notice needs an instruction, a hazard, at least one step and one contact");
            }
        }
    }
}
