package org.echt.core.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is told to the owners of the units concerned. Immutable.
 *
 * @param kind recall, safety warning, update or information
 * @param action what the owner must do
 * @param remedyFrom day the remedy becomes available; null when it is available, or none is offered
 * @param offered the remedies the owner may choose from
 * @param fewerRemedies why fewer than two are offered; empty where two are
 * @param pictures of the product and of where its code is found
 * @param texts by law and language tag; English under at least one law
 */
public record Notice(
        NoticeKind kind,
        Action action,
        @Nullable LocalDate remedyFrom,
        Set<RemedyKind> offered,
        String fewerRemedies,
        List<NoticePicture> pictures,
        Map<Jurisdiction, Map<String, NoticeText>> texts) {
    public Notice {
        if (!kind.actions().contains(action)) {
            throw new IllegalArgumentException(
                    "a notice of kind " + kind + " cannot ask for " + action + "; it may ask for " + kind.actions());
        }
        offered = offered.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(offered));
        pictures = List.copyOf(pictures);
        var copy = new EnumMap<Jurisdiction, Map<String, NoticeText>>(Jurisdiction.class);
        texts.forEach((law, byLanguage) -> {
            if (!byLanguage.isEmpty()) {
                copy.put(law, Map.copyOf(byLanguage));
            }
        });
        texts = Map.copyOf(copy);
        if (texts.values().stream().noneMatch(byLanguage -> byLanguage.containsKey("en"))) {
            throw new IllegalArgumentException("a notice needs a text in en; it has " + texts.keySet());
        }
    }

    /** A notice whose remedy is available now, without pictures. */
    public static Notice of(NoticeKind kind, Action action, Map<Jurisdiction, Map<String, NoticeText>> texts) {
        return new Notice(kind, action, null, Set.of(), "", List.of(), texts);
    }

    /**
     * The text nearest to what is wanted: this law in this language, this law in English, another law in this language,
     * another in English. Never null, because English is there.
     */
    public NoticeText text(Jurisdiction law, String language) {
        for (var candidate : laws(law)) {
            var byLanguage = texts.getOrDefault(candidate, Map.of());
            var text = byLanguage.getOrDefault(language, byLanguage.get("en"));
            if (text != null) {
                return text;
            }
        }
        throw new IllegalStateException("a notice without an English text");
    }

    /** Whether {@link #text} says it in {@code language} itself. */
    public boolean speaks(Jurisdiction law, String language) {
        var text = text(law, language);
        return texts.values().stream().anyMatch(byLanguage -> text.equals(byLanguage.get(language)));
    }

    /** Every language it has a text in under {@code law}. */
    public SortedSet<String> languages(Jurisdiction law) {
        return new TreeSet<>(texts.getOrDefault(law, Map.of()).keySet());
    }

    private static List<Jurisdiction> laws(Jurisdiction first) {
        var laws = new ArrayList<Jurisdiction>(List.of(first));
        for (var law : Jurisdiction.values()) {
            if (law != first) {
                laws.add(law);
            }
        }
        return laws;
    }
}
