package org.echt.core.attribute;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * One attribute a product, lot, range or item may have.
 *
 * @param name used in commands and scopes: letters, digits, underscores
 * @param type what its values are
 * @param unit unit of a number, for people; empty where there is none
 * @param visibility who may see it
 * @param defaultValue value where none was set; null for none
 * @param choices the allowed values of an ENUMERATION; empty otherwise
 */
public record AttributeDefinition(
        String name,
        Type type,
        String unit,
        Visibility visibility,
        @Nullable String defaultValue,
        List<String> choices) {
    /** Names a scope's text form uses itself. */
    public static final List<String> RESERVED = List.of(
            "lot",
            "product",
            "part",
            "item",
            "items",
            "range",
            "produced",
            "contains",
            "and",
            "or",
            "not",
            "where",
            "as",
            "of",
            "in",
            "all",
            "any",
            "between");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public AttributeDefinition {
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new IllegalArgumentException("attribute name \"" + name
                    + "\" must be lower-case letters, digits and underscores, at most 40, and none of " + RESERVED);
        }
        choices = List.copyOf(choices);
        if (type == Type.ENUMERATION && choices.isEmpty()) {
            throw new IllegalArgumentException("attribute " + name + " is an enumeration and needs choices");
        }
        if (defaultValue != null) {
            defaultValue = canonical(name, type, choices, defaultValue);
        }
    }

    /** What the audit log says of its being defined. */
    public AuditEntry audit(String by, Instant at) {
        var defined = type + (unit.isEmpty() ? "" : " in " + unit) + ", " + visibility
                + (defaultValue == null ? "" : ", default " + defaultValue)
                + (choices.isEmpty() ? "" : ", choices " + choices);
        return new AuditEntry(at, by, "attribute.defined", name, "", defined, "");
    }

    /** What the values of an attribute are. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        ENUMERATION,
        LINK
    }

    /** Who may see an attribute. */
    public enum Visibility {
        PUBLIC,
        SERVICE,
        INTERNAL
    }

    /** The canonical spelling of {@code value}; throws {@link IllegalArgumentException} naming value and way out. */
    public String canonical(String value) {
        return canonical(name, type, choices, value);
    }

    /** Orders two canonical values of this attribute. */
    public int compare(String a, String b) {
        return switch (type) {
            case NUMBER -> new BigDecimal(a).compareTo(new BigDecimal(b));
            case TEXT, BOOLEAN, DATE, ENUMERATION, LINK -> a.compareTo(b);
        };
    }

    private static String canonical(String name, Type type, List<String> choices, String value) {
        String text = value.strip();
        return switch (type) {
            case TEXT -> text;
            case NUMBER -> number(name, text);
            case BOOLEAN -> bool(name, text);
            case DATE -> date(name, text);
            case ENUMERATION -> choice(name, choices, text);
            case LINK -> link(name, text);
        };
    }

    private static String number(String name, String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " = \"" + text + "\" is not a number. Maybe a decimal point?", e);
        }
    }

    private static String bool(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> "yes";
            case "no", "false" -> "no";
            default -> throw new IllegalArgumentException(name + " = \"" + text + "\" must be yes or no");
        };
    }

    private static String date(String name, String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " = \"" + text + "\" is not a date like 2026-11-04", e);
        }
    }

    private static String choice(String name, List<String> choices, String text) {
        for (var choice : choices) {
            if (choice.equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException(name + " = \"" + text + "\" is none of " + choices);
    }

    private static String link(String name, String text) {
        try {
            var uri = URI.create(text);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri.toString();
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " = \"" + text + "\" is not an address", e);
        }
        throw new IllegalArgumentException(name + " = \"" + text + "\" must start with https:// and name a host");
    }
}
