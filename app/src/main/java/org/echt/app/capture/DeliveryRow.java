package org.echt.app.capture;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.echt.app.capture.DeliveryColumns.Column;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.DeliveryDesk.Delivery;
import org.echt.core.registration.WatchDesk.Contact;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;

/**
 * Makes a delivery of the fields of a row. What it says of a field that cannot be used never repeats the field: with columns
 * that are mixed up any of them may hold somebody's address.
 */
final class DeliveryRow {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Authenticator authenticator;
    private final PartReader codes;
    private final Function<String, Optional<String>> languages;
    private final String language;

    /**
     * @param languages the known language that is meant by a text
     * @param language of rows that name none; empty where each must
     */
    DeliveryRow(Authenticator authenticator, Function<String, Optional<String>> languages, String language) {
        this.authenticator = authenticator;
        this.codes = new PartReader(authenticator, _ -> false);
        this.languages = languages;
        this.language = language;
    }

    /** Why a field cannot be used; carries no stack, as a bad file throws it a million times. */
    static final class BadField extends Exception {
        final Column column;

        BadField(Column column, String cause) {
            super(cause, null, false, false);
            this.column = column;
        }
    }

    /** Fields by column; empty where the file has no such column. */
    @FunctionalInterface
    interface Fields {
        String of(Column column);
    }

    Delivery read(Fields fields) throws BadField {
        long item = item(fields);
        var address = address(fields);
        return new Delivery(item, new Contact(address, language(fields), country(fields)));
    }

    private long item(Fields fields) throws BadField {
        var code = fields.of(Column.CODE);
        var number = fields.of(Column.ITEM);
        if (code.isEmpty() && !number.isEmpty()) {
            return number(number);
        }
        return switch (codes.read(code)) {
            case PartText.Own(long item) -> item;
            case PartText.Foreign _ -> throw new BadField(Column.CODE, "none of our codes");
            case PartText.Bad bad -> throw new BadField(Column.CODE, told(code, bad.cause()));
        };
    }

    private static String told(String code, Cause cause) {
        if (code.isEmpty()) {
            return "no code";
        }
        if (cause == Cause.SPREADSHEET_DAMAGE) {
            return "changed by a spreadsheet: export again and hand that file in unopened";
        }
        return switch (CodeReader.read(code)) {
            case Reading.Read read -> "code " + read.code().masked() + " was never issued";
            case Reading.Mistyped mistyped -> "mistyped: " + PartReader.told(mistyped.mistake());
            case Reading.Foreign _, Reading.Empty _ -> "none of our codes";
        };
    }

    private long number(String text) throws BadField {
        if (PartReader.isDamaged(text)) {
            throw new BadField(Column.ITEM, "changed by a spreadsheet: export again and hand that file in unopened");
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new BadField(Column.ITEM, "no item number");
        }
        long item = Long.parseLong(text);
        if (authenticator.batches().batchOf(item) == null) {
            throw new BadField(Column.ITEM, "no such item was issued");
        }
        return item;
    }

    private static ContactAddress address(Fields fields) throws BadField {
        for (var column : new Column[] {Column.EMAIL, Column.PHONE, Column.ADDRESS}) {
            var text = fields.of(column);
            if (!text.isEmpty()) {
                return address(column, text)
                        .orElseThrow(() -> new BadField(
                                column,
                                column == Column.EMAIL
                                        ? "no mail address"
                                        : "no " + (column == Column.ADDRESS ? "mail address and no " : "")
                                                + "telephone number with its country, like +49 and the rest"));
            }
        }
        throw new BadField(Column.ADDRESS, "no address");
    }

    private static Optional<ContactAddress> address(Column column, String text) {
        return switch (column) {
            case EMAIL -> ContactAddress.mail(text);
            case PHONE -> ContactAddress.phone(text);
            default -> ContactAddress.mail(text).or(() -> ContactAddress.phone(text));
        };
    }

    private String language(Fields fields) throws BadField {
        var text = fields.of(Column.LANGUAGE);
        if (text.isEmpty() && language.isEmpty()) {
            throw new BadField(Column.LANGUAGE, "no language, and none was given for rows without");
        }
        return text.isEmpty()
                ? language
                : languages
                        .apply(text)
                        .orElseThrow(() -> new BadField(Column.LANGUAGE, "no language that is known here"));
    }

    private static String country(Fields fields) throws BadField {
        var text = fields.of(Column.COUNTRY).toUpperCase(Locale.ROOT);
        if (!text.isEmpty() && !COUNTRIES.contains(text)) {
            throw new BadField(Column.COUNTRY, "no country of two letters, like DE");
        }
        return text;
    }
}
