package org.echt.core.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogEntry;

/** Whether the words of recalls in a dossier are those whose hashes were logged when they were published. */
final class TextCheck {
    private static final Value.Members NOTHING = Value.object().build();

    private TextCheck() {}

    /** A claim for each text of the section about recalls. */
    static List<Claim> of(Section recalls, Map<String, LogEntry> entries) {
        var claims = new ArrayList<Claim>();
        for (var recall : objects(recalls.content(), "recalls")) {
            for (var text : objects(recall, "texts")) {
                claims.add(claim(text, entries));
            }
        }
        return claims;
    }

    private static List<Value.Members> objects(Value.Members in, String name) {
        return in.array(name).orElse(List.of()).stream()
                .filter(Value.Members.class::isInstance)
                .map(Value.Members.class::cast)
                .toList();
    }

    private static Claim claim(Value.Members text, Map<String, LogEntry> entries) {
        var named = text.text("entry").orElse("");
        var which = text.text("law").orElse("") + "/" + text.text("language").orElse("");
        var what = "words of " + named + " (" + which + ")";
        var entry = entries.get(named);
        if (entry == null) {
            return Claim.fail(what, "the entry of the log that holds their hash is not in this file");
        }
        var logged = entry.content()
                .object("facts")
                .flatMap(facts -> facts.object("texts"))
                .flatMap(texts -> texts.text(which))
                .orElse("");
        if (logged.isEmpty()) {
            return new Claim(what, Claim.Holds.NOT_SHOWN, "were logged by a release that kept no hash of them");
        }
        var hash = Hash.sha256(CanonicalJson.write(text.object("text").orElse(NOTHING)))
                .hex();
        return hash.equals(logged)
                ? Claim.pass(what, "are those logged at " + entry.at())
                : Claim.fail(what, "are not those logged at " + entry.at());
    }
}
