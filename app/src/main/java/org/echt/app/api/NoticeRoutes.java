package org.echt.app.api;

import io.helidon.http.Method;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.Finding;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Rule;
import org.echt.core.notice.TextLint;
import org.jspecify.annotations.Nullable;

/** Reads any text of a recall as the law does. */
final class NoticeRoutes {
    private static final Set<String> TEXTS = Set.of("text/plain", "text/html");

    private NoticeRoutes() {}

    static List<Route> routes() {
        return List.of(new Route(Method.POST, "/lint", Right.READ, 5, NoticeRoutes::lint));
    }

    private static Answer lint(Call call) throws IOException {
        if (!TEXTS.contains(call.type())) {
            throw new RefusedException(Fault.BAD_REQUEST, "the body is neither text/plain nor text/html");
        }
        var laws = laws(call.query("law").orElse("EU"));
        var result = TextLint.review(
                call.body(),
                call.query("language"),
                laws,
                countries(call.query("country").orElse("")));
        var object = Json.object();
        object.put("language", result.language().orElse(null));
        object.put("languageRecognised", result.guessed());
        object.put("laws", laws.stream().map(Jurisdiction::name).toList());
        object.put("blocks", result.review().blocks());
        object.put(
                "findings",
                result.review().findings().stream().map(NoticeRoutes::object).toList());
        object.put("checked", result.review().checked().stream().map(Rule::name).toList());
        var unchecked = new TreeMap<String, String>();
        result.review().unchecked().forEach((rule, reason) -> unchecked.put(rule.name(), reason));
        object.put("unchecked", unchecked);
        return Answer.of(200, object);
    }

    static Map<String, @Nullable Object> object(Finding finding) {
        var object = Json.object();
        object.put("rule", finding.rule().name());
        object.put("blocks", finding.blocks());
        object.put("place", finding.place());
        object.put("what", finding.what());
        object.put("why", finding.why());
        object.put("mend", finding.mend());
        return object;
    }

    private static Set<Jurisdiction> laws(String text) {
        var laws = EnumSet.noneOf(Jurisdiction.class);
        for (var name : text.split(",")) {
            laws.add(Arrays.stream(Jurisdiction.values())
                    .filter(law -> law.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            Fault.BAD_REQUEST, "law is none of " + List.of(Jurisdiction.values()))));
        }
        return laws;
    }

    private static Set<String> countries(String text) {
        var countries = new TreeSet<String>();
        for (var code : text.isEmpty() ? new String[0] : text.split(",")) {
            if (!code.matches("[A-Z]{2}")) {
                throw new RefusedException(Fault.BAD_REQUEST, "country is no list of two letters each, like DE,FR");
            }
            countries.add(code);
        }
        return countries;
    }
}
