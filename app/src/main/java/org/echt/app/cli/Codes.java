package org.echt.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.echt.app.answer.MistakeText;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.ItemSet;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.Reading;
import org.echt.core.serial.SerialCode;
import org.echt.core.verify.Catalogue;

/** Serial codes on the command line: only what authentication finds issued names an item. */
final class Codes {
    private Codes() {}

    /** The issued item behind a text; a {@link Complaint} that says what is wrong with it, and never repeats it. */
    static AuthenticCode authentic(Catalogue catalogue, String text) {
        return authentic(catalogue, read(text).code());
    }

    /** A text that has the form of a code, issued or not; a {@link Complaint} otherwise, which never repeats it. */
    static Reading.Read read(String text) {
        return switch (CodeReader.read(text)) {
            case Reading.Read read -> read;
            case Reading.Mistyped mistyped -> throw mistyped(text, mistyped.mistake());
            case Reading.Foreign foreign ->
                throw refused(text, "is not one of our codes: it looks like " + foreign.detail());
            case Reading.Empty _ ->
                throw Complaint.usage("a code is empty", "Give the code as printed, or - for stdin.");
        };
    }

    private static AuthenticCode authentic(Catalogue catalogue, SerialCode code) {
        return switch (catalogue.authenticator().authenticate(code)) {
            case Authentication.Authentic(var authentic) -> authentic;
            case Authentication.NotIssued _ ->
                throw new Complaint(
                        Exit.FAILURE,
                        "code " + code.masked() + " was never issued: its form is right, but no batch holds it",
                        "Compare it with the product. If it stands there, report it: it may be forged.");
            case Authentication.NotOurSlot _ ->
                throw new Complaint(
                        Exit.FAILURE,
                        "code " + code.masked() + " begins with '" + code.slot() + "', which is none of our key slots",
                        "Show ours: echt key list");
        };
    }

    /** The items behind several texts. */
    static ItemSet items(Catalogue catalogue, List<String> texts) {
        var items = ItemSet.builder();
        texts.forEach(t -> items.add(authentic(catalogue, t).item()));
        return items.build();
    }

    /** For scopes, where serial codes may stand for item numbers. */
    static Function<String, OptionalLong> inScopes(Catalogue catalogue) {
        return text -> OptionalLong.of(authentic(catalogue, text).item());
    }

    /** The arguments, with {@code -} replaced by the lines of standard input. */
    static List<String> withInput(List<String> arguments, Terminal terminal) throws IOException {
        var all = new ArrayList<String>();
        for (var argument : arguments) {
            if (argument.equals("-")) {
                var lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
                lines.lines().filter(l -> !l.isBlank()).forEach(all::add);
            } else {
                all.add(argument);
            }
        }
        return all;
    }

    private static Complaint mistyped(String text, Mistake mistake) {
        return refused(text, "is mistyped: " + MistakeText.of(mistake));
    }

    private static Complaint refused(String text, String why) {
        return Complaint.usage(
                "code " + Masking.hint(text) + " " + why, "Compare it with the print and give it again.");
    }
}
