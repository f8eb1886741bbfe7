package org.echt.app.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.echt.app.answer.Language;
import org.echt.app.answer.OpenRecall;
import org.echt.app.answer.Site;
import org.echt.app.answer.Tone;
import org.echt.core.notice.Action;
import org.echt.core.notice.NoticeText;
import org.echt.core.product.Product;

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
        return chosen && path.startsWith("/") ? path + "?lang=" + language.tag() : path;
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

    /** Address of a recall's notice. */
    public String notice(OpenRecall recall) {
        return href(
                "/r/" + URLEncoder.encode(recall.id(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** The products a recall may concern, or its id where none is known. */
    public String products(OpenRecall recall) {
        return recall.products().isEmpty()
                ? recall.id()
                : recall.products().stream().map(Product::name).collect(Collectors.joining(", "));
    }

    /** The official headline of a recall, or of a warning. */
    public String headline(OpenRecall recall) {
        return say(recall.content().action() == Action.STOP_USE ? "recall.headline" : "warning.headline");
    }

    public NoticeText text(OpenRecall recall) {
        return recall.content().notice().text(site.law(), language.tag());
    }

    /** From when the remedy is available; empty when it is. */
    public String pending(OpenRecall recall) {
        var from = recall.content().notice().remedyFrom();
        return from == null ? "" : say("recall.pending", "day", language.day(from));
    }

    public Tone tone(OpenRecall recall) {
        return switch (recall.content().action()) {
            case STOP_USE -> Tone.RED;
            case CHECK, UPDATE -> Tone.AMBER;
            case INFO -> Tone.BLUE;
        };
    }
}
