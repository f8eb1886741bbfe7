package org.echt.app.link;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A form with one file, as it was sent: read whole into memory, for it is small. Source: RFC 7578; RFC 2046, section 5.1.
 *
 * @param fields by name; of two with one name the first
 * @param file content of {@code proof}; empty for none
 * @param tooLarge whether the file is larger than {@link #LARGEST_FILE}, and was not kept
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
public record Upload(Map<String, String> fields, byte[] file, boolean tooLarge) {
    public static final int LARGEST_FILE = 8 << 20;

    private static final int LARGEST_FORM = 9 << 20;

    /** Read, if not kept, so that whoever sent a large picture gets to see why it was not taken. */
    private static final long READ_AT_MOST = 32L << 20;

    private static final int MOST_PARTS = 20;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
    private static final Pattern NAME =
            Pattern.compile("(?i)\\bform-data\\b[^\\r\\n]*?;\\s*name=\"([^\"\\r\\n]{0,100})\"");

    /** @throws HttpException (413) for more than anybody sends by mistake, (400) for what is no such form */
    public static Upload read(ServerRequest request) {
        var type = Reply.header(request, HeaderNames.CONTENT_TYPE);
        var boundary = BOUNDARY.matcher(type);
        if (!type.startsWith("multipart/form-data") || !boundary.find()) {
            throw new HttpException("The form is not multipart/form-data", Status.BAD_REQUEST_400);
        }
        if (request.headers().contentLength().orElse(0) > READ_AT_MOST) {
            throw tooMuch();
        }
        try (var in = request.content().inputStream()) {
            var kept = in.readNBytes(LARGEST_FORM);
            drop(in, READ_AT_MOST - kept.length);
            return parse(kept, boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parts in order; a part that is cut off is larger than what is kept. */
    static Upload parse(byte[] body, String boundary) {
        var fields = new HashMap<String, String>();
        byte[] file = {};
        boolean tooLarge = false;
        var mark = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        // The first boundary has no line end before it.
        int at = startsWith(body, mark) ? mark.length - 2 : body.length;
        for (int n = 0; n < MOST_PARTS && at < body.length && !ends(body, at); n++) {
            int content = indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), at);
            if (content < 0) {
                break;
            }
            var name = name(new String(body, at, content - at, StandardCharsets.UTF_8));
            int end = indexOf(body, mark, content + 2);
            boolean cut = end < 0;
            int last = cut ? body.length : end;
            int first = Math.min(content + 4, last);
            if (name.equals("proof")) {
                tooLarge = cut || last - first > LARGEST_FILE;
                file = tooLarge ? new byte[0] : Arrays.copyOfRange(body, first, last);
            } else if (!cut) {
                fields.putIfAbsent(name, new String(body, first, last - first, StandardCharsets.UTF_8));
            }
            at = cut ? body.length : end + mark.length;
        }
        return new Upload(fields, file, tooLarge);
    }

    private static String name(String headers) {
        var name = NAME.matcher(headers);
        return name.find() ? name.group(1) : "";
    }

    /** Two dashes behind a boundary end the form. */
    private static boolean ends(byte[] body, int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    private static boolean startsWith(byte[] body, byte[] mark) {
        int length = mark.length - 2;
        return body.length >= length && Arrays.equals(body, 0, length, mark, 2, mark.length);
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static void drop(InputStream in, long atMost) throws IOException {
        var piece = new byte[8_192];
        long left = atMost;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            left -= n;
            if (left < 0) {
                throw tooMuch();
            }
        }
    }

    private static HttpException tooMuch() {
        return new HttpException("The form is too large", Status.REQUEST_ENTITY_TOO_LARGE_413);
    }
}
