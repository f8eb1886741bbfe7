package org.echt.app.answer;

import java.util.List;
import org.echt.app.answer.Answer.Action;
import org.echt.app.answer.Answer.Row;
import org.echt.app.answer.Answer.Section;

/**
 * A notice in words, in one language under one law, ready to be laid out: what the page and the PDF say. Made by {@link
 * NoticeWriter}. All texts are plain text. Immutable.
 *
 * @param id id of the recall
 * @param headline by kind; that of a recall by law
 * @param tone how it looks
 * @param products what is concerned, in a line
 * @param textLanguage language tag of the author's texts: English where there is none in the reader's language
 * @param remarks what to know of this version before reading on
 * @param instruction the imperative
 * @param lead the hazard, and when the remedy comes
 * @param pictures of the product and of where its code is found
 * @param subject what is concerned, by which it is recognised
 * @param sections what to do, what is offered, how to reach the maker
 * @param share the invitation to pass it on
 * @param about id, version and dates
 * @param links to the version in force, to the text under another law
 */
public record NoticePage(
        String id,
        NoticeHeadline headline,
        Tone tone,
        String products,
        String textLanguage,
        List<String> remarks,
        String instruction,
        List<String> lead,
        List<Picture> pictures,
        List<Row> subject,
        List<Section> sections,
        String share,
        List<Row> about,
        List<Action> links) {
    public NoticePage {
        remarks = List.copyOf(remarks);
        lead = List.copyOf(lead);
        pictures = List.copyOf(pictures);
        subject = List.copyOf(subject);
        sections = List.copyOf(sections);
        about = List.copyOf(about);
        links = List.copyOf(links);
    }

    /** Headline and instruction in one line, for a title bar. */
    public String title() {
        return headline.text() + ": " + instruction;
    }

    /**
     * A picture with its size on the page, so that nothing moves when it arrives.
     *
     * @param href path on this site
     * @param hash name of its bytes
     * @param alternative what it shows, in words
     */
    public record Picture(String href, String hash, String alternative, int width, int height) {}
}
