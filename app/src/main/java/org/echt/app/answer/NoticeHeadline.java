package org.echt.app.answer;

import org.echt.core.notice.LegalHeadline;
import org.echt.core.notice.NoticeKind;

/**
 * The headline of a notice. That of a recall is fixed by law in each language; where the official wording is not known, the
 * English one stands, marked as English, and nothing is invented.
 *
 * @param text the words
 * @param language language tag of the words
 */
public record NoticeHeadline(String text, String language) {
    public static NoticeHeadline of(NoticeKind kind, Language language) {
        return switch (kind) {
            case RECALL -> {
                var legal = LegalHeadline.of(language.tag()).orElse(LegalHeadline.english());
                yield new NoticeHeadline(legal.wording(), legal.language());
            }
            case SAFETY -> new NoticeHeadline(language.say("warning.headline"), language.tag());
            case UPDATE -> new NoticeHeadline(language.say("update.headline"), language.tag());
            case INFO -> new NoticeHeadline(language.say("info.headline"), language.tag());
        };
    }
}
