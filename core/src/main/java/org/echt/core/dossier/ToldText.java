package org.echt.core.dossier;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.NoticeText;
import org.echt.core.recall.RecallAudit;
import org.echt.core.recall.Revision;

/**
 * Words of a recall as they were told.
 *
 * @param entry name of the log entry that holds their hash
 * @param sha256 that hash, in hexadecimal digits
 */
public record ToldText(String entry, int version, Jurisdiction law, String language, NoticeText text, String sha256) {
    static final Comparator<ToldText> ORDER =
            Comparator.comparing(ToldText::entry).thenComparing(ToldText::law).thenComparing(ToldText::language);

    /** Adds those of one revision. */
    static void collect(String recall, Revision revision, Set<String> languages, List<ToldText> into) {
        var entry = LoggedEntries.name(recall, revision.number());
        revision.content()
                .notice()
                .texts()
                .forEach((law, byLanguage) -> byLanguage.forEach((language, text) -> {
                    if (languages.contains(language)) {
                        into.add(
                                new ToldText(entry, revision.version(), law, language, text, RecallAudit.sha256(text)));
                    }
                }));
    }
}
