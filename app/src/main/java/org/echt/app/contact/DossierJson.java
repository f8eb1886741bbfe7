package org.echt.app.contact;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import org.echt.core.registration.DisputeDesk.Said;
import org.echt.core.registration.PersonDesk.Claim;
import org.echt.core.registration.PersonDesk.Dossier;
import org.echt.core.registration.Watch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Everything kept about a person, as a file for them: in words a program can read too. */
final class DossierJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DossierJson() {}

    static byte[] write(Dossier dossier, Desks.Codes codes) {
        var out = new ByteArrayOutputStream(1_024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            var person = dossier.person();
            json.writeStringProperty("address", person.address().value());
            json.writeStringProperty("language", person.language());
            json.writeStringProperty("country", person.country());
            json.writeStringProperty("since", person.stored().since().toString());
            time(json, "newsSince", person.stored().newsAt());
            time(json, "unreachableSince", person.stored().unreachableSince());
            json.writeArrayPropertyStart("items");
            for (var watch : dossier.watches()) {
                watch(json, watch, codes);
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("registrations");
            for (var claim : dossier.claims()) {
                claim(json, claim, codes);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void watch(JsonGenerator json, Watch watch, Desks.Codes codes) {
        json.writeStartObject();
        code(json, watch.item(), codes);
        json.writeStringProperty("source", watch.source());
        json.writeStringProperty("since", watch.since().toString());
        time(json, "confirmedAt", watch.confirmedAt());
        time(json, "keptUntil", watch.keepUntil());
        json.writeEndObject();
    }

    private static void claim(JsonGenerator json, Claim claim, Desks.Codes codes) {
        json.writeStartObject();
        code(json, claim.registration().item(), codes);
        json.writeStringProperty("state", claim.registration().state().name());
        json.writeStringProperty("proof", claim.registration().proof().name());
        json.writeStringProperty("claimedAt", claim.registration().at().toString());
        time(json, "endedAt", claim.registration().endedAt());
        json.writeArrayPropertyStart("sent");
        for (var said : claim.said()) {
            said(json, said);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void said(JsonGenerator json, Said said) {
        json.writeStartObject();
        json.writeStringProperty("at", said.at().toString());
        json.writeStringProperty("text", said.statement());
        var picture = said.picture();
        if (picture != null) {
            json.writeStringProperty("mediaType", picture.mediaType());
            json.writeStringProperty("picture", Base64.getEncoder().encodeToString(picture.bytes()));
        }
        json.writeEndObject();
    }

    private static void code(JsonGenerator json, long item, Desks.Codes codes) {
        codes.codeOf(item)
                .ifPresent(code -> json.writeStringProperty("code", code.code().text()));
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant at) {
        if (at != null) {
            json.writeStringProperty(name, at.toString());
        }
    }
}
