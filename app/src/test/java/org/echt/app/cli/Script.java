package org.echt.app.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line script as plain text (app/src/test/resources/cli/README.md): blocks that begin with a command, a file, a
 * step of the clock or a value to remember.
 */
final class Script {
    /**
     * One block.
     *
     * @param line its line in the script
     * @param sign {@code >} command, {@code @} file, {@code ~} clock, {@code $} value, {@code %} setting
     * @param text behind the sign
     * @param lines what belongs to it
     */
    record Block(int line, char sign, String text, List<Line> lines) {
        List<String> of(char wanted) {
            return lines.stream()
                    .filter(l -> l.sign() == wanted)
                    .map(Line::text)
                    .toList();
        }
    }

    record Line(char sign, String text) {}

    private Script() {}

    static List<Block> parse(List<String> script) {
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < script.size(); i++) {
            String line = script.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            char sign = line.charAt(0);
            String text = line.length() > 2 ? line.substring(2) : "";
            if (">@~$%".indexOf(sign) >= 0) {
                blocks.add(new Block(i + 1, sign, text, new ArrayList<>()));
            } else if (line.equals("...") && !blocks.isEmpty()) {
                blocks.getLast().lines().add(new Line('|', line));
            } else if ("|!?<:".indexOf(sign) >= 0 && !blocks.isEmpty()) {
                blocks.getLast().lines().add(new Line(sign, text));
            } else {
                throw new IllegalArgumentException("line " + (i + 1) + " begins with no known sign: " + line);
            }
        }
        return blocks;
    }

    /** Splits a command as a shell does: blanks, single and double quotes. */
    static List<String> words(String command) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        boolean any = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0 ? c == quote : c == '\'' || c == '"') {
                quote = quote == 0 ? c : 0;
                any = true;
            } else if (quote == 0 && c == ' ') {
                if (any || !word.isEmpty()) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                word.append(c);
            }
        }
        if (any || !word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
