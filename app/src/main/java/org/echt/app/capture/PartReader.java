package org.echt.app.capture;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.echt.app.capture.PartText.Bad;
import org.echt.app.capture.PartText.Foreign;
import org.echt.app.capture.PartText.Own;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.gs1.DigitalLink;
import org.echt.core.gs1.Element;
import org.echt.core.gs1.ElementString;
import org.echt.core.gs1.Gtin;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.Reading;
import org.echt.core.serial.SerialCode;

/**
 * Reads parts in whatever way an export writes them; the careful way, for what is no plain code of ours. Our own items
 * are told by authentication alone. A part under a product number of ours that does not carry an issued code is
 * unknown; every other named part belongs into the dictionary. Stateless.
 */
final class PartReader {
    /** Longest maker, type, lot or serial of the dictionary. */
    static final int LONGEST = 200;

    private static final Pattern SCIENTIFIC = Pattern.compile("\\d([.,]\\d+)?E\\+?\\d{1,3}", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLUS_OR_FRACTION = Pattern.compile(".*[+.,].*");
    /** Spreadsheets keep 15 digits of a number and make the rest zeros. */
    private static final Pattern FIFTEEN_DIGITS = Pattern.compile("[1-9]\\d{14}0{2,}");

    private static final Pattern CPID_LINK =
            Pattern.compile("(?i)https?://.*/8010/([^/?#]+)/8011/([^/?#]+)/?([?#].*)?");

    private final Authenticator authenticator;
    private final Predicate<Gtin> ours;

    /** @param ours tells our own product numbers */
    PartReader(Authenticator authenticator, Predicate<Gtin> ours) {
        this.authenticator = authenticator;
        this.ours = ours;
    }

    /** A part by one field: our code in any spelling, a Digital Link or an element string. */
    PartText read(String text) {
        if (isDamaged(text)) {
            return damaged(text);
        }
        var cpid = CPID_LINK.matcher(text);
        if (cpid.matches()) {
            return foreign(new Foreign(new PartKey("", cpid.group(1), "", cpid.group(2))));
        }
        return keyed(elements(text)).orElseGet(() -> bare(text));
    }

    /** True when the text carries its own key, so that maker and type columns have nothing to add. */
    boolean isKeyed(String text) {
        return CPID_LINK.matcher(text).matches() || keyed(elements(text)).isPresent();
    }

    /** A part by separate fields, as ERP systems keep it. */
    PartText columns(PartKey key) {
        for (String value : List.of(key.type(), key.lot(), key.serial())) {
            if (isDamaged(value)) {
                return damaged(value);
            }
        }
        return named(key);
    }

    /** The same for a source that no spreadsheet has touched. */
    PartText named(PartKey key) {
        if (key.type().length() >= 12 && Gtin.isValid(key.type())) {
            return ofGtin(key.maker(), Gtin.of(key.type()), key.serial(), key.lot());
        }
        if (CodeReader.read(key.serial()) instanceof Reading.Read read
                && authenticator.authenticate(read.code()) instanceof Authentication.Authentic authentic) {
            return new Own(authentic.code().item());
        }
        if (key.maker().isEmpty() && key.type().isEmpty()) {
            return new Bad(
                    Cause.UNKNOWN_PART,
                    "\"" + Shown.maybeCode(key.serial().isEmpty() ? key.lot() : key.serial())
                            + "\" is none of our codes, and alone it names no part: give part_type or part_maker too");
        }
        return foreign(new Foreign(key));
    }

    private static List<Element> elements(String text) {
        return DigitalLink.parse(text)
                .map(DigitalLink::elements)
                .or(() -> ElementString.parse(text).map(ElementString::elements))
                .orElse(List.of());
    }

    private static String value(List<Element> elements, String ai) {
        return elements.stream()
                .filter(e -> e.ai().equals(ai))
                .map(Element::value)
                .findFirst()
                .orElse("");
    }

    private Optional<PartText> keyed(List<Element> elements) {
        String cpid = value(elements, "8010");
        String gtin = value(elements, "01")
                + (value(elements, "8006") + " ".repeat(14)).substring(0, 14).strip();
        String lot = value(elements, "10");
        if (!cpid.isEmpty()) {
            String serial = value(elements, "8011");
            return Optional.of(
                    serial.isEmpty() && lot.isEmpty()
                            ? new Bad(
                                    Cause.UNKNOWN_PART,
                                    "component " + Shown.text(cpid) + " without a serial (8011) or lot")
                            : foreign(new Foreign(new PartKey("", cpid, lot, serial))));
        }
        return Gtin.isValid(gtin)
                ? Optional.of(ofGtin("", Gtin.of(gtin), value(elements, "21"), lot))
                : Optional.empty();
    }

    private PartText ofGtin(String maker, Gtin gtin, String serial, String lot) {
        if (serial.isEmpty() && lot.isEmpty()) {
            return new Bad(Cause.UNKNOWN_PART, "product number " + gtin + " without a serial or lot");
        }
        if (CodeReader.read(serial) instanceof Reading.Read read
                && authenticator.authenticate(read.code()) instanceof Authentication.Authentic authentic) {
            var batch = authentic.code().batch();
            return batch.gtin().equals(gtin)
                    ? new Own(authentic.code().item())
                    : new Bad(
                            Cause.UNKNOWN_PART,
                            "code " + read.code().masked() + " is of product " + batch.gtin() + ", not of " + gtin);
        }
        if (ours.test(gtin) && !serial.isEmpty()) {
            return new Bad(
                    Cause.UNKNOWN_PART,
                    "product " + gtin + " is ours, but \"" + Shown.maybeCode(serial) + "\" is no code we issued");
        }
        return foreign(new Foreign(new PartKey(maker, gtin.digits(), lot, serial)));
    }

    /** Refuses what no dictionary can keep. */
    static PartText foreign(Foreign foreign) {
        var key = foreign.key();
        for (String value : List.of(key.maker(), key.type(), key.lot(), key.serial())) {
            if (value.length() > LONGEST || !isStorable(value)) {
                return new Bad(
                        Cause.MALFORMED_ROW,
                        "\"" + Shown.maybeCode(value) + "\" is longer than " + LONGEST
                                + " characters or has invisible ones");
            }
        }
        return foreign;
    }

    /** No control characters and no halves of surrogate pairs. */
    static boolean isStorable(String value) {
        return value.codePoints().noneMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c <= 0xdfff));
    }

    private PartText bare(String text) {
        return switch (CodeReader.read(text)) {
            case Reading.Read read -> own(read.code());
            case Reading.Mistyped mistyped ->
                new Bad(Cause.MISTYPED_CODE, "\"" + Shown.maybeCode(text) + "\": " + told(mistyped.mistake()));
            case Reading.Foreign other ->
                new Bad(cause(text), "\"" + Shown.maybeCode(text) + "\": " + told(text, other));
            case Reading.Empty _ -> new Bad(Cause.MISSING_VALUE, "no value");
        };
    }

    private PartText own(SerialCode code) {
        return authenticator.authenticate(code) instanceof Authentication.Authentic authentic
                ? new Own(authentic.code().item())
                : notIssued(code.masked());
    }

    static Bad notIssued(String masked) {
        return new Bad(Cause.UNKNOWN_PART, "code " + masked + " is well-formed, but it is not one we issued");
    }

    private static Cause cause(String text) {
        return text.strip().startsWith("(0") || text.strip().startsWith("(8")
                ? Cause.MISTYPED_CODE
                : Cause.UNKNOWN_PART;
    }

    static String told(Mistake mistake) {
        return switch (mistake) {
            case Mistake.WrongSymbol wrong -> "symbol " + wrong.position() + " is wrong";
            case Mistake.Swapped swapped -> "symbols " + swapped.first() + " and " + swapped.second() + " are swapped";
            case Mistake.Erased _ -> "symbols are left open";
            case Mistake.Length length ->
                length.found() + " symbols; codes have "
                        + length.nearest().toString().replaceAll("[\\[\\]]", "");
            case Mistake.BadSymbol bad -> "symbol " + bad.position() + " is no symbol of a code";
            case Mistake.Several _ -> "several mistakes";
        };
    }

    private static String told(String text, Reading.Foreign other) {
        if (cause(text) == Cause.MISTYPED_CODE) {
            return "no element string: a length or check digit is wrong";
        }
        return switch (other.kind()) {
            case PRODUCT_NUMBER -> "a product number without a serial";
            case LINK -> "a link without a serial";
            case NUMERIC ->
                "only digits, which our codes never are; another maker's part needs part_type or part_maker";
            case TOO_LONG, OTHER_KEY, OTHER_LENGTH, TEXT ->
                "none of our codes; another maker's part needs part_type or part_maker";
        };
    }

    private static Bad damaged(String text) {
        return new Bad(
                Cause.SPREADSHEET_DAMAGE,
                "\"" + Shown.text(text) + "\" was changed by a spreadsheet. Export again and import that file unopened,"
                        + " or format the column as text first.");
    }

    /** A number in scientific notation, one that was cut to 15 digits, or an element string whose first zero is lost. */
    static boolean isDamaged(String text) {
        if (text.length() < 4 || text.length() > 60 || !Character.isDigit(text.charAt(0))) {
            return false;
        }
        boolean scientific = SCIENTIFIC.matcher(text).matches()
                && PLUS_OR_FRACTION.matcher(text).matches();
        return scientific || FIFTEEN_DIGITS.matcher(text).matches() || hasLostZero(text);
    }

    private static boolean hasLostZero(String text) {
        return text.length() > 17
                && text.charAt(0) == '1'
                && text.startsWith("21", 15)
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Gtin.isValid(text.substring(1, 15));
    }
}
