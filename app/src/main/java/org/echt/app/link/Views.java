package org.echt.app.link;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.app.answer.Answer;
import org.echt.app.answer.NoticePage;
import org.echt.app.answer.PublishedNotice;
import org.echt.app.answer.Verified;

/** The pages in UTF-8. Templates are compiled into the program. Thread-safe. */
final class Views {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.echt.app.views");

    byte[] home(Page page) {
        return render("home.jte", Map.of("page", page));
    }

    /**
     * The answer page.
     *
     * @param entered shown so that the reader can compare
     * @param done address of the form for the proof of a remedy; empty for none
     * @param offers what else can be done with the code
     * @param receipt the signed receipt as text; empty for none
     */
    byte[] answer(Page page, Answer answer, String entered, String done, List<Offers.Offer> offers, String receipt) {
        return render(
                "answer.jte",
                Map.of(
                        "page", page,
                        "answer", answer,
                        "entered", entered,
                        "done", done,
                        "offers", offers,
                        "receipt", receipt));
    }

    /** The form that verifies receipts, and below it what became of one; empty for none. */
    byte[] verify(Page page, String receipt, String code, Optional<Verified> verified) {
        return render("verify.jte", Map.of("page", page, "receipt", receipt, "code", code, "verified", verified));
    }

    byte[] recalls(Page page, List<PublishedNotice> notices) {
        return render("recalls.jte", Map.of("page", page, "notices", notices));
    }

    byte[] notice(Page page, NoticePage notice, String done) {
        return render("notice.jte", Map.of("page", page, "notice", notice, "done", done));
    }

    byte[] done(Page page, DoneForm form) {
        return render("done.jte", Map.of("page", page, "form", form));
    }

    /** What the sender of a proof sees. */
    byte[] thanks(Page page, String reference) {
        return render("thanks.jte", Map.of("page", page, "reference", reference));
    }

    /** A notice as well-formed XHTML, to be printed. */
    String print(Page page, NoticePage notice, String address) {
        return document("print.jte", Map.of("page", page, "notice", notice, "address", address));
    }

    String document(String template, Map<String, Object> values) {
        var out = new StringOutput();
        engine.render(template, values, out);
        return out.toString();
    }

    /** What stands at the address of a notice that was withdrawn. */
    byte[] withdrawn(Page page) {
        return render("withdrawn.jte", Map.of("page", page));
    }

    /** A page that says what went wrong and offers the check box. */
    byte[] problem(Page page, String title, String lead) {
        return render("problem.jte", Map.of("page", page, "title", title, "lead", lead));
    }

    byte[] render(String template, Map<String, Object> values) {
        var out = new Utf8ByteOutput();
        engine.render(template, values, out);
        return out.toByteArray();
    }
}
