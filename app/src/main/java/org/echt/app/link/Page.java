package org.echt.app.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.echt.app.answer.Language;
import org.echt.app.answer.NoticePage;
import org.echt.app.answer.NoticeWriter;
import org.echt.app.answer.PublishedNotice;
import org.echt.app.answer.Site;

/**
 * What every page's layout needs to know of the request it answers. Public for the templates only.
 *
 * @param language it is said in
 * @param chosen whether the reader asked for that language by the address, so that links keep it
 * @param others the other languages, in their order
 * @param site who answers
 * @param here this page's path and query without its language, ending in {@code ?} or {@code &}
 * @param css the stylesheet
 */
public record Page(Language language, boolean chosen, List<Language> others, Site site, String here, String css) {
    public Page {
        others = List.copyOf(others);
    }

    public String say(String key) {
        return language.say(key);
    }

    public String say(String key, String name, String value) {
        return language.say(key, name, value);
    }

    /** {@code path} in the language the reader chose; other addresses unchanged. */
    public String href(String path) {
        return chosen && path.startsWith("/") && path.indexOf('?') < 0 ? path + "?lang=" + language.tag() : path;
    }

    /** The same of a path that may have a query. */
    public String with(String path) {
        return path.indexOf('?') < 0 || !chosen ? href(path) : path + "&lang=" + language.tag();
    }

    /** This page in another language. */
    public String in(Language other) {
        return here + "lang=" + other.tag();
    }

    public boolean hasContact() {
        return !site.phone().isEmpty() || !site.email().isEmpty();
    }

    public boolean hasBoth() {
        return !site.phone().isEmpty() && !site.email().isEmpty();
    }

    /** Address of a notice. */
    public String notice(PublishedNotice notice) {
        return href(
                "/r/" + URLEncoder.encode(notice.id(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** The notice in this page's language, under the law the site answers by. */
    public NoticePage words(PublishedNotice notice) {
        return new NoticeWriter(notice, language, site, site.law()).write(_ -> Optional.empty());
    }

    /** Whether a text's language is another than this page's, so that it must be marked. */
    public boolean isOther(String tag) {
        return !tag.equals(language.tag());
    }
}
