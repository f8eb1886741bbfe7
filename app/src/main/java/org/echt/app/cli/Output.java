package org.echt.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data on standard output: aligned tables for a person, tabulators for a pipe, JSON when asked for. Talk goes to standard
 * error. Control characters in values are shown, never sent.
 */
final class Output {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Terminal terminal;
    private final boolean json;
    private final boolean quiet;

    Output(Terminal terminal, boolean json, boolean quiet) {
        this.terminal = terminal;
        this.json = json;
        this.quiet = quiet;
    }

    boolean isJson() {
        return json;
    }

    /** Whether a person reads it, rather than a program. */
    boolean isPage() {
        return !json && terminal.outIsTerminal();
    }

    /** Rows under headings; add values in the order of the headings. */
    static final class Rows {
        private final List<String> headings;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        Rows(String... headings) {
            this.headings = List.of(headings);
        }

        Rows add(@Nullable Object... values) {
            if (values.length != headings.size()) {
                throw new IllegalArgumentException(values.length + " values under " + headings);
            }
            var row = new ArrayList<@Nullable Object>();
            for (Object value : values) {
                row.add(value);
            }
            rows.add(row);
            return this;
        }

        boolean isEmpty() {
            return rows.isEmpty();
        }

        /** Every row as an object, for JSON inside JSON. */
        List<Map<String, @Nullable Object>> objects() {
            return rows.stream().map(this::object).toList();
        }

        private Map<String, @Nullable Object> object(List<@Nullable Object> row) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 0; i < row.size(); i++) {
                object.put(headings.get(i), plain(row.get(i)));
            }
            return object;
        }
    }

    /** A list: a table, tab-separated lines without headings, or a JSON array with one row a line. */
    void list(Rows rows) {
        if (json) {
            var lines = rows.rows.stream()
                    .map(r -> JSON.writeValueAsString(rows.object(r)))
                    .toList();
            line(lines.isEmpty() ? "[]" : "[" + String.join(",\n ", lines) + "]");
        } else if (terminal.outIsTerminal()) {
            table(rows);
        } else {
            rows.rows.forEach(
                    r -> line(String.join("\t", r.stream().map(Output::shown).toList())));
        }
    }

    /** One line of a stream that may be long: tab-separated, whoever reads it. */
    void row(Object... values) {
        line(String.join("\t", Arrays.stream(values).map(Output::shown).toList()));
    }

    /** One thing with its properties: aligned lines, tab-separated lines, or one JSON object on one line. */
    void facts(Map<String, ? extends @Nullable Object> facts) {
        if (json) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            facts.forEach((name, value) -> object.put(name, plain(value)));
            line(JSON.writeValueAsString(object));
            return;
        }
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((name, value) -> line(
                terminal.outIsTerminal()
                        ? (name + " ".repeat(width - name.length()) + "  " + shown(value)).stripTrailing()
                        : name + "\t" + shown(value)));
    }

    /** A line of data as it is. */
    void line(String text) {
        terminal.out().print(text);
        terminal.out().print('\n');
    }

    /** Talk: not data, never needed by a script. */
    void say(String text) {
        if (!quiet) {
            PrintStream err = terminal.err();
            err.print(text + "\n");
        }
    }

    private void table(Rows rows) {
        var cells = new ArrayList<List<String>>();
        cells.add(rows.headings.stream().map(h -> h.replace('_', ' ')).toList());
        rows.rows.forEach(r -> cells.add(r.stream().map(Output::shown).toList()));
        int columns = rows.headings.size();
        int[] widths = new int[columns];
        for (var row : cells) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        for (int r = 0; r < cells.size(); r++) {
            var text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = cells.get(r).get(i);
                String pad = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
                boolean number = r > 0 && rows.rows.get(r - 1).get(i) instanceof Number;
                text.append(i == 0 ? "" : "  ").append(number ? pad + cell : cell + pad);
            }
            String finished = text.toString().stripTrailing();
            line(r == 0 && terminal.colours() ? "\u001b[1m" + finished + "\u001b[0m" : finished);
        }
    }

    /** What JSON can say: numbers, truth, texts, lists, objects. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number n -> n;
            case Boolean b -> b;
            case Map<?, ?> map -> map;
            case List<?> list -> list.stream().map(Output::plain).toList();
            default -> value.toString();
        };
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                String.join(", ", list.stream().map(Output::shown).toList());
            case Map<?, ?> map ->
                String.join(
                        ", ",
                        map.entrySet().stream()
                                .map(e -> e.getKey() + " " + shown(e.getValue()))
                                .toList());
            default -> visible(value.toString());
        };
    }

    /** Control characters as pictures, so that no value can move a terminal's cursor or break a line. */
    static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.chars()
                .forEach(c -> visible.append(
                        c < 0x20 ? (char) (0x2400 + c) : c == 0x7f || (c > 0x7f && c < 0xa0) ? '\ufffd' : (char) c));
        return visible.toString();
    }
}
