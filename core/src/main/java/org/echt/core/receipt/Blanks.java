package org.echt.core.receipt;

/** The white space that means nothing: everywhere but within the texts of JSON. */
final class Blanks {
    private Blanks() {}

    static String strip(String text) {
        var out = new StringBuilder(text.length());
        boolean json = text.stripLeading().startsWith("{");
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (json && c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\' && i + 1 < text.length()) {
                out.append(c);
                i++;
                c = text.charAt(i);
            }
            if (quoted || !isBlank(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0' || c == '\u200b' || c == '\ufeff';
    }
}
