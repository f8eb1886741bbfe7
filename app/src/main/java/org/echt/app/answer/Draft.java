package org.echt.app.answer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echt.app.answer.Answer.Action;
import org.echt.app.answer.Answer.Box;
import org.echt.app.answer.Answer.Piece;
import org.echt.app.answer.Answer.RecallList;
import org.echt.app.answer.Answer.Row;
import org.echt.app.answer.Answer.Section;
import org.echt.app.answer.Answer.Suggestion;
import org.echt.core.serial.SerialCode;
import org.echt.core.verify.Headline;
import org.echt.core.verify.Verdict;
import org.jspecify.annotations.Nullable;

/** An answer while it is written: collects the parts and knows the values every text may want. */
final class Draft {
    final Language language;
    private final Headline headline;
    private final Site site;
    private final Verdict.Stamp checked;
    private final Map<String, Object> values = new HashMap<>();

    private Tone tone = Tone.GREY;
    private String badge = "";
    private String h1 = "";
    private String h1Language;
    private String textLanguage;
    private String instruction = "";
    private String factsTitle = "";
    private String limits;
    private @Nullable Suggestion suggestion;
    private RecallList productRecalls = new RecallList("", "", List.of());
    private final List<String> lead = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<Box> also = new ArrayList<>();
    private final List<Row> facts = new ArrayList<>();

    Draft(Headline headline, Language language, Site site, String brand, Verdict.Stamp checked) {
        this.headline = headline;
        this.language = language;
        this.site = site;
        this.checked = checked;
        value("brand", brand);
        value("start", "AEIOUaeiou".indexOf(brand.charAt(0)) >= 0 ? "vowel" : "other");
        value("time", language.time(checked.at()));
        this.limits = say("limits.open");
        this.h1Language = language.tag();
        this.textLanguage = language.tag();
    }

    /** A value the texts of this answer may want. */
    Draft value(String name, Object value) {
        values.put(name, value);
        return this;
    }

    String say(String key) {
        return language.say(key, values);
    }

    /** Tone and badge, said as {@code key}. */
    Draft look(Tone tone, String key) {
        this.tone = tone;
        this.badge = say(key);
        return this;
    }

    Draft h1(String key) {
        this.h1 = say(key);
        return this;
    }

    /** The headline a notice has. */
    Draft h1(NoticeHeadline headline) {
        this.h1 = headline.text();
        this.h1Language = headline.language();
        return this;
    }

    /** The author's texts stand in English, because there is no text in the reader's language. */
    Draft untranslated() {
        this.textLanguage = "en";
        return lead(say("notice.untranslated"));
    }

    /** An instruction from a notice, as its author wrote it. */
    Draft instruction(String text) {
        this.instruction = text;
        return this;
    }

    Draft lead(String text) {
        if (!text.isBlank()) {
            lead.add(text);
        }
        return this;
    }

    Draft section(String title, boolean numbered, List<String> lines) {
        if (!lines.isEmpty()) {
            sections.add(new Section(title, numbered, lines));
        }
        return this;
    }

    /** The steps {@code prefix.step.1}, {@code .2} and so on, as far as there are texts. */
    Draft steps(String title, boolean numbered, String prefix) {
        var lines = new ArrayList<String>();
        for (int i = 1; language.has(prefix + ".step." + i); i++) {
            lines.add(say(prefix + ".step." + i));
        }
        return section(title, numbered, lines);
    }

    Draft action(String label, String href, boolean main) {
        actions.add(new Action(label, href, main));
        return this;
    }

    /** How to reach the site's people: by letter with the reference, by phone. */
    Draft contact(boolean main) {
        if (!site.email().isEmpty()) {
            var subject = checked.reference().isEmpty()
                    ? ""
                    : "?subject=" + encode(language.say("action.mail.subject", "reference", checked.reference()));
            action(say("action.mail"), "mailto:" + site.email() + subject, main);
        }
        return phone();
    }

    Draft phone() {
        if (!site.phone().isEmpty()) {
            var digits = site.phone().replaceAll("[^0-9+]", "");
            action(language.say("action.phone", "phone", site.phone()), "tel:" + digits, false);
        }
        return this;
    }

    Draft also(Box box) {
        also.add(box);
        return this;
    }

    Draft factsTitle(String key) {
        this.factsTitle = say(key);
        return this;
    }

    Draft fact(String key, String value) {
        facts.add(new Row(say(key), value, false));
        return this;
    }

    Draft named(String label, String value) {
        facts.add(new Row(label, value, false));
        return this;
    }

    Draft code(String key, String value) {
        facts.add(new Row(say(key), value, true));
        return this;
    }

    /** What a check that was made can and cannot tell. */
    Draft limits() {
        this.limits = say("limits.text");
        return this;
    }

    /** Offers {@code code}, the symbols at {@code positions} (from 1) marked. */
    Draft suggest(SerialCode code, List<Integer> positions) {
        var pieces = new ArrayList<Piece>();
        int symbol = 0;
        for (char c : code.printed().toCharArray()) {
            boolean marked = c != '-' && positions.contains(++symbol);
            if (!pieces.isEmpty() && pieces.getLast().marked() == marked) {
                pieces.add(new Piece(pieces.removeLast().text() + c, marked));
            } else {
                pieces.add(new Piece(String.valueOf(c), marked));
            }
        }
        this.suggestion = new Suggestion(code.text(), pieces, say("MISTYPED.button"));
        return this;
    }

    /** Recalls of the product the reader spoke of, without any word on the unit. */
    Draft productRecalls(List<Verdict.ProductRecall> recalls) {
        var lines = new ArrayList<Action>();
        for (var recall : recalls) {
            lines.add(new Action(recall.product().name() + ": " + recall.recall(), notice(recall.recall()), false));
        }
        this.productRecalls = new RecallList(say("recalls.product.title"), say("recalls.product.lead"), lines);
        return this;
    }

    /** Path of a recall's notice. */
    static String notice(String recall) {
        return "/r/" + encode(recall);
    }

    Answer done() {
        var stamp = new ArrayList<Row>();
        stamp.add(new Row(say("row.checked"), language.time(checked.at()), false));
        if (!checked.reference().isEmpty()) {
            stamp.add(new Row(say("row.reference"), checked.reference(), true));
        }
        return new Answer(
                headline,
                tone,
                badge,
                h1,
                h1Language,
                instruction,
                textLanguage,
                lead,
                suggestion,
                sections,
                actions,
                also,
                factsTitle,
                facts,
                productRecalls,
                say("limits.title"),
                limits,
                stamp);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
