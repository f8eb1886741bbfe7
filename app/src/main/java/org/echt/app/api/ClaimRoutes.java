package org.echt.app.api;

import io.helidon.http.Method;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.app.answer.ClaimLetter;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/** What can be said to somebody who makes a claim with a code. Codes come in bodies only, and go out masked. */
final class ClaimRoutes {
    private static final Set<String> FIELDS = Set.of("code", "gtin", "lot", "language");

    private final Office office;
    private final ClaimLetter letter = ClaimLetter.load();

    ClaimRoutes(Office office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(new Route(Method.POST, "/claims", Right.READ, this::claim));
    }

    private Answer claim(Call call) throws IOException {
        var fields = Json.texts(call.body(), FIELDS);
        var claim = office.claims().about(Json.required(fields, "code"), gtin(fields), fields.get("lot"));
        var language = letter.language(fields.getOrDefault("language", ""));
        var object = Json.object();
        object.put("answer", claim.answer().name());
        object.put("at", office.clock().instant().toString());
        object.put("language", language);
        object.put(
                "blocks",
                letter.blocks(claim, language).stream()
                        .map(ClaimLetter.Block::object)
                        .toList());
        return Answer.of(200, object);
    }

    private static @Nullable Gtin gtin(Map<String, String> fields) {
        var text = fields.get("gtin");
        if (text == null) {
            return null;
        }
        try {
            return Gtin.of(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Fault.BAD_REQUEST, "gtin: " + e.getMessage());
        }
    }
}
