package org.echt.app.dossier;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Locale;
import java.util.Map;
import org.echt.app.answer.Language;
import org.echt.app.answer.Languages;
import org.echt.core.dossier.Printer.Draft;
import org.echt.core.evidence.Profile;

/** Writes dossiers as well-formed XHTML, to be printed. Same facts, same text. Thread-safe. */
public final class DossierWriter {
    private final Languages languages = Languages.dossiers();
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.echt.app.views");

    /**
     * The document.
     *
     * @param tag the language wanted (BCP 47); where there are no texts in it, English ones, and the document says so
     */
    public String write(DossierText dossier, String tag) {
        var language = languages.choose("", tag);
        var out = new StringOutput();
        engine.render(
                "dossier.jte",
                Map.of("dossier", dossier, "language", language, "missing", languages.knows(tag) ? "" : name(tag)),
                out);
        return out.toString();
    }

    /** The document of one copy; {@code digests} as {@link org.echt.core.dossier.Printer#print} says. */
    public String write(Draft draft, Profile profile, Map<String, String> digests) {
        var tag = draft.question().language();
        return write(new DossierFacts(draft, profile, digests, languages.choose("", tag)).text(), tag);
    }

    private static String name(String tag) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
    }

    /** A string for CSS in which nothing can end it. */
    public static String css(String text) {
        var css = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ' || c == 0x2588) {
                css.appendCodePoint(c);
            } else {
                // the blank ends the escape, and is not printed
                css.append(String.format(Locale.ROOT, "\\%06X ", c));
            }
        });
        return css.append('"').toString();
    }

    /** The mark on every page. */
    public static String mark(Language language, DossierText dossier) {
        return dossier.redactions().isEmpty()
                ? language.say("mark.none")
                : "\u2588\u2588\u2588\u2588\u2588 "
                        + language.say("mark.redacted", "reasons", String.join("; ", dossier.reasons()));
    }
}
