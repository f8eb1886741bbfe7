package org.echt.app.cli;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;

/** Takes whole serial codes out of what is said on standard error: a code in a log is a code that can be copied. */
final class Masking {
    private static final Pattern CANDIDATE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z -]{14,}[0-9A-Za-z]");
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{14,}[0-9A-Za-z]");

    private static final Pattern MAIL = Pattern.compile("[^\\s'\"<>]+@[^\\s'\"<>]+");

    private Masking() {}

    /** The text with each well-formed code masked. */
    static String mask(String text) {
        var words = WORD.matcher(text).replaceAll(Masking::replacement);
        return CANDIDATE.matcher(words).replaceAll(Masking::replacement);
    }

    /** The text with each mail address masked: what was typed wrongly may hold somebody's. */
    static String maskMail(String text) {
        return MAIL.matcher(text).replaceAll("(an address)");
    }

    /** First and last symbols of a text that may be a code or nearly one. */
    static String hint(String text) {
        var shown = Output.visible(text.strip());
        return shown.length() < 8 ? shown : shown.charAt(0) + "…" + shown.substring(shown.length() - 2);
    }

    private static String replacement(MatchResult match) {
        var found = match.group();
        var shown = CodeReader.read(found) instanceof Reading.Read read
                ? read.code().masked()
                : found;
        return java.util.regex.Matcher.quoteReplacement(shown);
    }
}
