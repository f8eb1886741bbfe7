package org.echt.app.link;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What is said of requests that no address gets to see: too long, not readable, or for an address that does not exist.
 * Where the server could not read the request's headers, a page is said to everybody.
 */
final class Rejections implements DirectHandler {
    private final Reply reply;
    private final Views views;
    private final Function<String, Page> pageFor;

    /** @param pageFor makes the frame of a page from an {@code Accept-Language} */
    Rejections(Reply reply, Views views, Function<String, Page> pageFor) {
        this.reply = reply;
        this.views = views;
        this.pageFor = pageFor;
    }

    DirectHandlers handlers() {
        var handlers = DirectHandlers.builder();
        for (var type : EventType.values()) {
            handlers.addHandler(type, this);
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        var problem = problem(status, message);
        boolean known = request.headers().contains(HeaderNames.ACCEPT);
        boolean html = known
                ? Accepted.of(request.headers().get(HeaderNames.ACCEPT).values()) == Accepted.HTML
                : request.headers().size() == 0;
        var language = request.headers().contains(HeaderNames.ACCEPT_LANGUAGE)
                ? request.headers().get(HeaderNames.ACCEPT_LANGUAGE).values()
                : "";
        reply.always().forEach(headers::set);
        headers.set(html ? Reply.HTML : Reply.PROBLEM);
        headers.set(Reply.NO_STORE);
        // What answers HEAD must not be followed by bytes that the next answer on this connection would be read behind.
        var entity = request.method().equals("HEAD") ? new byte[0] : html ? html(problem, language) : problem.json();
        return TransportResponse.builder()
                .status(Status.create(problem.status()))
                .headers(headers)
                .keepAlive(problem.status() == 404)
                .entity(entity)
                .build();
    }

    /** A whole HTTP/1.1 response to a request line that does not end. */
    byte[] tooLong() {
        var body = html(Problem.LONG_ADDRESS, "");
        var head =
                new StringBuilder("HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Length: " + body.length);
        var headers = new ArrayList<>(reply.always());
        headers.addAll(List.of(Reply.HTML, Reply.NO_STORE));
        headers.forEach(
                header -> head.append("\r\n").append(header.name()).append(": ").append(header.values()));
        var start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    /** The server tells header fields that are too large from broken ones only by its message. */
    static Problem problem(Status status, String message) {
        if (message.startsWith("Header size exceeded")) {
            return Problem.LONG_HEADER;
        }
        return switch (status.code()) {
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD;
            case 414 -> Problem.LONG_ADDRESS;
            case 431 -> Problem.LONG_HEADER;
            case 500 -> Problem.BROKEN;
            default -> new Problem(status.code(), status.code() == 413 ? "long" : "bad", status.reasonPhrase());
        };
    }

    private byte[] html(Problem problem, String acceptLanguage) {
        var page = pageFor.apply(acceptLanguage);
        return views.problem(
                page, page.say("problem." + problem.key()), page.say("problem." + problem.key() + ".lead"));
    }
}
