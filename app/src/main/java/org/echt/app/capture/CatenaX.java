package org.echt.app.capture;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.serial.Authenticator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As-built records of Catena-X, in the two forms they are exchanged in: a test data container, and an object with
 * {@code assets} of {@code submodels}. Read asset by asset; the parts and links of the whole file are then kept in
 * memory, because a link may name a part that is described later. Other fields of the file are passed over.
 */
final class CatenaX implements Source {
    /** Largest file, in bytes. */
    static final long MAX_BYTES = 256L << 20;

    private static final String CONTAINER = "https://catenax.io/schema/TestDataContainer/";
    private static final String ASSETS = "assets";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final AssetLinks links;
    private final long size;
    private final int chunkRows;
    private final Authenticator authenticator;
    private final List<AssetLinks.Entry> entries;
    private int next;
    private boolean ended;

    private CatenaX(AssetLinks links, long size, int chunkRows, Authenticator authenticator) {
        this.links = links;
        this.size = size;
        this.chunkRows = chunkRows;
        this.authenticator = authenticator;
        this.entries = links.entries();
    }

    /**
     * Reads the whole file.
     *
     * @throws RefusedException (BAD_REQUEST) when it is no JSON or neither of the two forms, (TOO_LARGE) above {@link
     *     #MAX_BYTES}
     */
    static CatenaX open(Path file, long size, int chunkRows, Authenticator authenticator, PartReader parts)
            throws IOException {
        if (size > MAX_BYTES) {
            throw new RefusedException(
                    Fault.TOO_LARGE,
                    "JSON file of " + size + " bytes; at most " + MAX_BYTES + " are read. Split it by assets.");
        }
        var links = new AssetLinks(parts);
        try (var in = new FileInputStream(file.toFile());
                var parser = JSON.createParser(in)) {
            read(parser, links);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "the file is not JSON: " + e.getOriginalMessage()
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
        }
        return new CatenaX(links, size, chunkRows, authenticator);
    }

    @Override
    public ImportReceipt.Kind kind() {
        return ImportReceipt.Kind.CATENA_X;
    }

    /** Records, not bytes, tell how far an earlier run came. */
    @Override
    public void resume(long doneBytes, long doneLines) {
        next = (int) Math.min(doneLines, entries.size());
    }

    @Override
    public @Nullable Rows next() {
        if (ended) {
            return null;
        }
        var rows = new Rows(Math.min(chunkRows, entries.size()));
        int end = Math.min(entries.size(), next + chunkRows);
        while (next < end) {
            links.put(entries.get(next++), rows);
        }
        ended = end == entries.size();
        rows.last = ended;
        rows.doneLines = end;
        rows.doneBytes = ended ? size : size * end / entries.size();
        rows.authenticate(authenticator);
        return rows;
    }

    @Override
    public ImportReceipt.Assets assets() {
        return links.assets();
    }

    @Override
    public List<String> notes() {
        return links.notes();
    }

    @Override
    public void close() {}

    private static void read(JsonParser parser, AssetLinks links) {
        boolean found = false;
        var names = new StringBuilder();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            boolean container = name.startsWith(CONTAINER);
            if (parser.nextToken() == JsonToken.START_ARRAY && (container || name.equals(ASSETS))) {
                found = true;
                assets(parser, container, links);
            } else {
                parser.skipChildren();
                names.append(names.isEmpty() ? "" : ", ").append(Shown.text(name));
            }
        }
        if (!found) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "no Catena-X file: neither a list \"" + CONTAINER + "...\" nor a list \"" + ASSETS + "\". Found: "
                            + names);
        }
        if (parser.nextToken() != null) {
            throw new RefusedException(Fault.BAD_REQUEST, "the file goes on behind its closing brace");
        }
    }

    private static void assets(JsonParser parser, boolean container, AssetLinks links) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode asset = JSON.readTree(parser);
            if (container) {
                contained(asset, line, links);
            } else {
                submodelled(asset, line, links);
            }
        }
    }

    /** Aspects are fields of the asset, named by their URN; each is a list of payloads. */
    private static void contained(JsonNode asset, int line, AssetLinks links) {
        var builder = new Asset(Asset.text(asset, "catenaXId"), Asset.text(asset, "bpnl"), line);
        for (var field : asset.properties()) {
            builder.aspect(field.getKey(), field.getValue());
        }
        links.add(builder);
    }

    private static void submodelled(JsonNode asset, int line, AssetLinks links) {
        var builder = new Asset(Asset.text(asset.path("assetMetaInfo"), "catenaXId"), "", line);
        for (var submodel : asset.path("submodels")) {
            builder.aspect(Asset.text(submodel, "aspectType"), submodel.path("payload"));
        }
        links.add(builder);
    }
}
