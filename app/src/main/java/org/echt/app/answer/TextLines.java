package org.echt.app.answer;

import java.util.List;

/** Breaks text into lines of a given width. */
final class TextLines {
    private final int width;
    private final StringBuilder out = new StringBuilder();

    TextLines(int width) {
        this.width = width;
    }

    /** An empty line, unless one is there. */
    TextLines gap() {
        if (!out.isEmpty() && !out.toString().endsWith("\n\n")) {
            out.append('\n');
        }
        return this;
    }

    /** One paragraph, its further lines indented by {@code indent}; nothing for an empty one. */
    TextLines line(String text, String indent) {
        var rest = text;
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            if (rest.substring(0, Math.max(cut, 0)).isBlank()) {
                break;
            }
            out.append(rest.substring(0, cut).stripTrailing()).append('\n');
            rest = indent + rest.substring(cut + 1);
        }
        if (!rest.isBlank()) {
            out.append(rest).append('\n');
        }
        return this;
    }

    void list(String title, boolean numbered, List<String> lines) {
        gap().line(title, "");
        for (int i = 0; i < lines.size(); i++) {
            var mark = numbered ? (i + 1) + ". " : "- ";
            line(mark + lines.get(i), " ".repeat(mark.length()));
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
