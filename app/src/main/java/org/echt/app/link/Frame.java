package org.echt.app.link;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.echt.app.answer.Language;
import org.echt.app.answer.Languages;
import org.echt.app.answer.Receipts;
import org.echt.app.answer.Site;

/** What all public pages share: their languages, who answers, how they look and how they are sent. Thread-safe. */
public final class Frame {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Languages languages;
    private final Site site;
    private final Style style = Style.load();
    private final Views views = new Views();
    private final Reply reply = new Reply(style);

    public Frame(Languages languages, Site site) {
        this.languages = languages;
        this.site = site;
    }

    public Languages languages() {
        return languages;
    }

    public Site site() {
        return site;
    }

    /** The receipts of answers that are said in these languages. */
    public Receipts receipts(Receipts.Signer signer) {
        return new Receipts(signer, RANDOM, languages.textVersion());
    }

    Views views() {
        return views;
    }

    Reply reply() {
        return reply;
    }

    /** The language a request is answered in. */
    public Language language(ServerRequest request) {
        return languages.choose(
                Reply.header(request, HeaderNames.ACCEPT_LANGUAGE),
                request.query().first("lang").orElse(""));
    }

    /** What the layout of a page needs to know of its request. */
    public Page page(ServerRequest request) {
        var wanted = request.query().first("lang").orElse("");
        var query = Query.without("lang", request.query().rawValue());
        return page(language(request), languages.knows(wanted), request.path().rawPath() + "?" + query);
    }

    private Page page(Language language, boolean chosen, String here) {
        var others = languages.all().stream().filter(other -> other != language).toList();
        return new Page(language, chosen, others, site, here, style.css());
    }

    /** A page for a request of which nothing but its languages is known. */
    Page page(String acceptLanguage) {
        return page(languages.choose(acceptLanguage, ""), false, "/?");
    }

    /** A document of its own, well-formed XHTML, to be printed. */
    public String document(Language language, String template, Map<String, Object> values) {
        var all = new HashMap<>(values);
        all.put("page", page(language, true, "/?"));
        return views.document(template, all);
    }

    /** Sends a page made for this request alone. */
    public void send(ServerRequest request, ServerResponse response, String template, Map<String, Object> values) {
        reply.send(request, response, Reply.HTML, Reply.NO_STORE, views.render(template, values));
    }

    /** Sends a file made for this request alone. */
    public void file(ServerRequest request, ServerResponse response, byte[] json) {
        reply.send(request, response, Reply.JSON, Reply.NO_STORE, json);
    }

    /** Says what is wrong with a request: a page for people, a problem (RFC 9457) for programs. */
    public void problem(ServerRequest request, ServerResponse response, Problem problem) {
        response.status(Reply.status(problem.status()));
        if (Accepted.of(Reply.header(request, HeaderNames.ACCEPT)) == Accepted.HTML) {
            var page = page(request);
            var html = problem.equals(Problem.NO_CODE)
                    ? views.problem(page, page.say("check.empty"), "")
                    : views.problem(
                            page, page.say("problem." + problem.key()), page.say("problem." + problem.key() + ".lead"));
            reply.send(request, response, Reply.HTML, Reply.NO_STORE, html);
        } else {
            reply.send(request, response, Reply.PROBLEM, Reply.NO_STORE, problem.json());
        }
    }
}
