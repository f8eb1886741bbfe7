package org.echt.core.notice;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.echt.core.wording.Vocabulary;

/** R2: the product and where its identifiers stand, in pictures and in words. */
final class PictureRules {
    private PictureRules() {}

    static void pictures(Notice notice, Set<Jurisdiction> laws, Consumer<Finding> found) {
        boolean union = laws.contains(Jurisdiction.EU);
        var why = union ? Source.eu36("(b)") : Source.us("(c)");
        need(notice, NoticePicture.Role.PRODUCT, why + ": a photograph of the product", found);
        need(notice, NoticePicture.Role.LOCATION, why + ": where the identifiers are found, in a graphic", found);
        var pictures = notice.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            words(notice, laws, pictures.get(i), "pictures[" + i + "].alternatives", found);
        }
    }

    private static void need(Notice notice, NoticePicture.Role role, String why, Consumer<Finding> found) {
        if (notice.pictures().stream().noneMatch(picture -> picture.role() == role)) {
            found.accept(Rule.R2.blocks(
                    "pictures",
                    "no picture has the role " + role,
                    why,
                    role == NoticePicture.Role.PRODUCT
                            ? "Add a photograph of the product."
                            : "Add a drawing of where on the product, or on its packaging, the identifiers stand."));
        }
    }

    private static void words(
            Notice notice, Set<Jurisdiction> laws, NoticePicture picture, String place, Consumer<Finding> found) {
        var languages = new TreeSet<String>();
        laws.forEach(law -> languages.addAll(notice.languages(law)));
        for (var language : languages) {
            var alternative = picture.alternatives().getOrDefault(language, "");
            var passage = new Passage(Passage.Part.OTHER, place + "." + language, alternative);
            if (alternative.isBlank()) {
                found.accept(Rule.R2.blocks(
                        passage.place(),
                        "the picture of role " + picture.role() + " has no words in \"" + language + "\"",
                        "text in pictures must be there as text (recommended template, Implementing Regulation (EU)"
                                + " 2024/1435)",
                        "Say in this language what it shows."));
            } else {
                tone(notice, laws, language, passage).forEach(found);
            }
        }
    }

    /** By the strictest of the laws the language is told under. */
    private static List<Finding> tone(Notice notice, Set<Jurisdiction> laws, String language, Passage passage) {
        var law = laws.contains(Jurisdiction.EU)
                        && notice.languages(Jurisdiction.EU).contains(language)
                ? Jurisdiction.EU
                : Jurisdiction.US;
        return Vocabulary.of(language)
                .map(words -> Tone.of(law, words, passage))
                .orElse(List.of());
    }
}
