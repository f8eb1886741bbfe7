package org.echt.app.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/** A request that was let in, and by whom it was made. */
record Call(ServerRequest request, Actor actor) {
    /** Largest body that is read. */
    static final int LARGEST = 4 << 20;

    private static final int LONGEST_PAGE = 200;

    Act act(String why) {
        return new Act(actor, why);
    }

    String id() {
        return request.path().pathParameters().get("id");
    }

    Optional<String> query(String name) {
        return request.query().first(name).filter(value -> !value.isEmpty());
    }

    /** How many things of a list are wanted. */
    int limit() {
        var text = query("limit").orElse("50");
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= LONGEST_PAGE) {
            return Integer.parseInt(text);
        }
        throw new RefusedException(Fault.BAD_REQUEST, "limit is no number from 1 to " + LONGEST_PAGE);
    }

    /** Whether everything is to be checked and nothing changed. */
    boolean isDry() {
        return query("dryRun").filter("true"::equals).isPresent();
    }

    /** A day of the query; empty where it is not named. */
    Optional<LocalDate> day(String name) {
        return query(name).map(text -> day(name, text));
    }

    static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new RefusedException(Fault.BAD_REQUEST, name + " is no date like 2026-11-04");
        }
    }

    /** The media type of the body, without parameters, in small letters. */
    String type() {
        var header = request.headers().contains(HeaderNames.CONTENT_TYPE)
                ? request.headers().get(HeaderNames.CONTENT_TYPE).values()
                : "";
        return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The body.
     *
     * @throws RefusedException (TOO_LARGE) above {@link #LARGEST} bytes, (BAD_REQUEST) for anything but UTF-8
     */
    String body() throws IOException {
        if (!request.content().hasEntity()) {
            return "";
        }
        try (var in = request.content().inputStream()) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new RefusedException(Fault.TOO_LARGE, "the body has more than " + LARGEST + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new RefusedException(Fault.BAD_REQUEST, "the body is not in UTF-8");
        }
    }
}
