package org.echt.app.answer;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.echt.core.outreach.Message;
import org.echt.core.registration.DisputeDesk.Said;
import org.echt.core.registration.PersonDesk.Claim;
import org.echt.core.registration.PersonDesk.Dossier;
import org.echt.core.registration.Watch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Everything kept about a person, as a file for them: in words a program can read too. */
public final class DossierJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DossierJson() {}

    /**
     * Writes the file.
     *
     * @param messages sent to them or waiting, in any order
     * @param codes the code of an item; empty when it was not issued
     */
    public static byte[] write(Dossier dossier, List<Message> messages, LongFunction<Optional<String>> codes) {
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
            json.writeArrayPropertyStart("messages");
            for (var message : messages) {
                message(json, message);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void watch(JsonGenerator json, Watch watch, LongFunction<Optional<String>> codes) {
        json.writeStartObject();
        code(json, watch.item(), codes);
        json.writeStringProperty("source", watch.source());
        json.writeStringProperty("since", watch.since().toString());
        time(json, "confirmedAt", watch.confirmedAt());
        time(json, "keptUntil", watch.keepUntil());
        json.writeEndObject();
    }

    private static void claim(JsonGenerator json, Claim claim, LongFunction<Optional<String>> codes) {
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

    private static void message(JsonGenerator json, Message message) {
        json.writeStartObject();
        json.writeStringProperty("about", message.occasion().name());
        if (!message.recall().isEmpty()) {
            json.writeStringProperty("recall", message.recall());
            json.writeNumberProperty("version", message.version());
        }
        json.writeStringProperty("state", message.state().name());
        json.writeStringProperty("at", message.at().toString());
        time(json, "sentAt", message.sentAt());
        json.writeEndObject();
    }

    private static void code(JsonGenerator json, long item, LongFunction<Optional<String>> codes) {
        codes.apply(item).ifPresent(code -> json.writeStringProperty("code", code));
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant at) {
        if (at != null) {
            json.writeStringProperty(name, at.toString());
        }
    }
}
