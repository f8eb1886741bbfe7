package org.echt.app.log;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.ledger.LedgerStore;
import org.echt.core.ledger.Stamps;
import org.echt.core.tlog.EntryBundle;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.Tile;
import org.echt.core.tlog.VerifierKey;

/**
 * Serves the log below {@code /log/} as C2SP tlog-tiles says: the checkpoint for some seconds, tiles for ever, entries where
 * everybody may read them, time-stamps for ever, and the key that signs. Thread-safe.
 */
public final class LogPages {
    private static final Header TEXT = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    private static final Header BYTES = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/octet-stream");
    private static final Header SECONDS = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=5");
    private static final Header FOR_EVER =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
    private static final Header NEVER = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header REPLY =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/timestamp-reply");
    private static final String ROOT = "/log/";
    private static final String STAMPS = "stamps/";
    private static final String NEXT = STAMPS + "next/";
    private static final String STAMP = ".tsr";
    private static final String NOTE = ".note";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final LedgerStore store;
    private final String keys;
    private final boolean open;

    /**
     * @param keys the log's verifier keys, the one that signs first; empty while there is none
     * @param open whether everybody may read entries
     */
    public LogPages(LedgerStore store, List<VerifierKey> keys, boolean open) {
        this.store = store;
        this.keys = keys.stream().map(key -> key.vkey() + "\n").collect(Collectors.joining());
        this.open = open;
    }

    public void routing(HttpRouting.Builder routing) {
        routing.get("/log/checkpoint", (_, response) -> answer(response, () -> checkpoint(response)));
        routing.get("/log/key", (_, response) -> answer(response, () -> key(response)));
        routing.get("/log/stamps/next/*", (request, response) -> answer(response, () -> next(request, response)));
        routing.get("/log/stamps/*", (request, response) -> answer(response, () -> stamp(request, response)));
        routing.get("/log/tile/entries/*", (request, response) -> answer(response, () -> entries(request, response)));
        routing.get("/log/tile/*", (request, response) -> answer(response, () -> tile(request, response)));
    }

    private interface Work {
        void run() throws MalformedException;
    }

    private static void answer(ServerResponse response, Work work) {
        try {
            work.run();
        } catch (MalformedException e) {
            say(response, Status.NOT_FOUND_404, "no such part of the log: " + e.getMessage());
        } catch (StoreUnavailableException _) {
            response.header(HeaderNames.RETRY_AFTER, "5");
            say(response, Status.SERVICE_UNAVAILABLE_503, "the log cannot be read now; try again in some seconds");
        }
    }

    private static void say(ServerResponse response, Status status, String text) {
        response.status(status).header(TEXT).header(NEVER).send((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** With the witnesses' cosignatures where they vouch for the newest. */
    private void checkpoint(ServerResponse response) {
        var note = store.newest();
        if (note.isEmpty()) {
            say(response, Status.NOT_FOUND_404, "the log has no entries yet");
        } else {
            response.header(TEXT).header(SECONDS).send(note.get().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void key(ServerResponse response) {
        if (keys.isEmpty()) {
            say(response, Status.NOT_FOUND_404, "the log has no key yet");
        } else {
            response.header(TEXT).header(SECONDS).send(keys.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The size of the first stamped checkpoint that is of at least some size. */
    private void next(ServerRequest request, ServerResponse response) throws MalformedException {
        var next = stamped(path(request).substring(NEXT.length()));
        response.header(TEXT).header(SECONDS).send((next.size() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** {@code SIZE.tsr}, the stamp, or {@code SIZE.note}, what it is over. */
    private void stamp(ServerRequest request, ServerResponse response) throws MalformedException {
        var name = path(request).substring(STAMPS.length());
        boolean isStamp = name.endsWith(STAMP);
        if (!isStamp && !name.endsWith(NOTE)) {
            throw new MalformedException("stamps are named SIZE.tsr, and what they are over SIZE.note");
        }
        var size = name.substring(0, name.length() - (isStamp ? STAMP : NOTE).length());
        var found = stamped(size);
        if (!size.equals(String.valueOf(found.size()))) {
            throw new MalformedException("the checkpoint of that size bears no time-stamp");
        }
        if (isStamp) {
            response.header(REPLY).header(FOR_EVER).send(Stamps.file(Objects.requireNonNull(found.stamp())));
        } else {
            response.header(TEXT).header(FOR_EVER).send(found.note().getBytes(StandardCharsets.UTF_8));
        }
    }

    private LedgerStore.Witnessed stamped(String size) throws MalformedException {
        if (!SIZE.matcher(size).matches()) {
            throw new MalformedException("a size is a whole number");
        }
        return store.stamped(Long.parseLong(size), 1).stream()
                .findFirst()
                .orElseThrow(() -> new MalformedException("no checkpoint of that size or above bears a time-stamp"));
    }

    private void tile(ServerRequest request, ServerResponse response) throws MalformedException {
        var tile = Tile.parse(path(request));
        byte[] hashes = store.hashes(tile.level(), tile.index() * Tile.FULL, tile.width());
        if (hashes.length < tile.bytes()) {
            throw new MalformedException("the log has not grown so far");
        }
        response.header(BYTES).header(FOR_EVER).send(hashes);
    }

    private void entries(ServerRequest request, ServerResponse response) throws MalformedException {
        var tile = Tile.parseEntries(path(request));
        if (!open) {
            say(
                    response,
                    Status.FORBIDDEN_403,
                    "the entries of this log are not open to everybody; its checkpoint and hashes are. Ask for an audit");
            return;
        }
        var entries = store.entries(tile.index() * Tile.FULL, tile.width());
        if (entries.size() < tile.width()) {
            throw new MalformedException("the log has not grown so far");
        }
        response.header(BYTES).header(FOR_EVER).send(EntryBundle.write(entries));
    }

    private static String path(ServerRequest request) {
        return request.path().path().substring(ROOT.length());
    }
}
