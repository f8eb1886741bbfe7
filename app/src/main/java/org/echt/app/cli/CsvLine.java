package org.echt.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One record of a CSV file on one line (RFC 4180 without line breaks inside fields). */
final class CsvLine {
    private CsvLine() {}

    /** Its fields; empty when a quoted field does not end or is followed by more. */
    static Optional<List<String>> split(String line) {
        var fields = new ArrayList<String>();
        int at = 0;
        while (at <= line.length()) {
            boolean quoted = at < line.length() && line.charAt(at) == '"';
            int end = quoted ? endOfQuoted(line, at + 1) : comma(line, at);
            if (end < 0) {
                return Optional.empty();
            }
            fields.add(quoted ? line.substring(at + 1, end - 1).replace("\"\"", "\"") : line.substring(at, end));
            if (end < line.length() && line.charAt(end) != ',') {
                return Optional.empty();
            }
            at = end + 1;
        }
        return Optional.of(fields);
    }

    private static int comma(String line, int from) {
        int comma = line.indexOf(',', from);
        return comma < 0 ? line.length() : comma;
    }

    /** Index behind the closing quote; -1 for none. */
    private static int endOfQuoted(String line, int from) {
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                if (i + 1 == line.length() || line.charAt(i + 1) != '"') {
                    return i + 1;
                }
                i++;
            }
        }
        return -1;
    }

    static String join(String... fields) {
        return Arrays.stream(fields).map(CsvLine::quoted).collect(Collectors.joining(","));
    }

    /** An apostrophe before what a spreadsheet would take for a formula. */
    private static String quoted(String field) {
        var text = field.matches("(?s)[=+@\\t-].*") ? "'" + field : field;
        return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
