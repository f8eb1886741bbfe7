package org.echt.app.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echt.app.store.postgres.TableText.Content;
import org.echt.app.store.postgres.TableText.Counter;
import org.echt.app.store.postgres.TableText.Table;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup holds.
 *
 * @param schema number of the newest migration of the database
 * @param at when its moment was
 * @param logSize entries of the transparency log
 * @param tables in the order in which they are put back
 * @param counters sequences
 * @param files what lay beside the database
 */
public record Manifest(
        int schema, Instant at, long logSize, List<Rows> tables, List<Counter> counters, List<FileOf> files) {
    static final String FORMAT = "echt-backup-1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Manifest {
        tables = List.copyOf(tables);
        counters = List.copyOf(counters);
        files = List.copyOf(files);
    }

    /**
     * A table's rows.
     *
     * @param parts in how many entries of the archive they lie
     */
    public record Rows(Table table, Content content, int parts) {}

    /** A file's name in the backup, and its size. */
    public record FileOf(String name, long bytes) {}

    public long rows() {
        return tables.stream().mapToLong(t -> t.content().rows()).sum();
    }

    public Optional<FileOf> file(String name) {
        return files.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    byte[] json() {
        var root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("schema", schema);
        root.put("at", at.toString());
        root.put("log_size", logSize);
        var list = root.putArray("tables");
        for (var rows : tables) {
            var one = list.addObject();
            one.put("schema", rows.table().schema());
            one.put("name", rows.table().name());
            rows.table().columns().forEach(one.putArray("columns")::add);
            one.put("rows", rows.content().rows());
            one.put("sum", rows.content().sum());
            one.put("parts", rows.parts());
        }
        var sequences = root.putArray("sequences");
        counters.forEach(c -> sequences
                .addObject()
                .put("schema", c.schema())
                .put("name", c.name())
                .put("last", c.last()));
        var kept = root.putArray("files");
        files.forEach(f -> kept.addObject().put("name", f.name()).put("bytes", f.bytes()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** @throws BackupException where it is none */
    static Manifest parse(byte[] json) {
        try {
            var root = JSON.readTree(json);
            var format = root.path("format").asString("");
            if (!format.equals(FORMAT)) {
                throw new BackupException("the backup has the format \"" + format + "\", and this release reads "
                        + FORMAT + ". Use the release that made it.");
            }
            return parse((ObjectNode) root);
        } catch (JacksonException | IllegalArgumentException | ClassCastException e) {
            throw new BackupException("the backup's manifest cannot be read: " + e.getMessage(), e);
        }
    }

    private static Manifest parse(ObjectNode root) {
        return new Manifest(
                root.required("schema").intValue(),
                Instant.parse(root.required("at").stringValue()),
                root.required("log_size").longValue(),
                root.required("tables").valueStream().map(Manifest::rows).toList(),
                root.required("sequences")
                        .valueStream()
                        .map(c -> new Counter(
                                text(c, "schema"),
                                text(c, "name"),
                                c.required("last").longValue()))
                        .toList(),
                root.required("files")
                        .valueStream()
                        .map(f ->
                                new FileOf(text(f, "name"), f.required("bytes").longValue()))
                        .toList());
    }

    private static Rows rows(JsonNode one) {
        var columns =
                one.required("columns").valueStream().map(JsonNode::stringValue).toList();
        return new Rows(
                new Table(text(one, "schema"), text(one, "name"), columns),
                new Content(one.required("rows").longValue(), text(one, "sum")),
                one.required("parts").intValue());
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).stringValue();
    }
}
