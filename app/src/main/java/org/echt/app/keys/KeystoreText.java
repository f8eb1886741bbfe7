package org.echt.app.keys;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.jspecify.annotations.Nullable;

/** The text form of a key store: one {@code name = value} a line, {@code #} before a remark. */
final class KeystoreText {
    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern SLOT = Pattern.compile("slot\\.([" + SYMBOLS + "])\\.([1-9][0-9]{0,5})");
    private static final Pattern RECEIPT = Pattern.compile("receipt\\.([1-9][0-9]{0,5})");
    private static final Pattern ISSUER = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private KeystoreText() {}

    /** The two profiles' files. */
    enum Format {
        /** The master in clear. */
        FILE("echt-keys-1", "master", KeystoreFile.MASTER_BYTES, """
                # Echt key store. Whoever can read this file can make codes that are answered as issued.
                # Keep one copy offline: without it no code issued here can be verified again.
                """),
        /** The master as the token sealed it. */
        TOKEN("echt-token-1", "sealed", TokenCustody.SEALED_BYTES, """
                # Echt key store of a token. The keys of codes are in the token; this file alone opens nothing.
                # Keep one copy offline, and the token's own backup: each is worth nothing without the other.
                """);

        final String text;
        final String secretName;
        final int secretBytes;
        final String remark;

        Format(String text, String secretName, int secretBytes, String remark) {
            this.text = text;
            this.secretName = secretName;
            this.secretBytes = secretBytes;
            this.remark = remark;
        }
    }

    /** Whose keys make inside codes in the token profile. */
    enum Inside {
        TOKEN,
        MASTER
    }

    /** A slot without its key. */
    record Slot(char symbol, int version, KeySlot.State state) {
        Slot {
            if (SYMBOLS.indexOf(symbol) < 0) {
                throw new KeystoreException("slot symbol '" + symbol + "' is none of " + SYMBOLS);
            }
        }
    }

    /** The begin of a version of the key that signs receipts. Version 1 has no line: it is there from the beginning. */
    record ReceiptBegin(int version, Instant from) {}

    /**
     * All that a key store says.
     *
     * @param secret the master, or what the token made of it
     * @param receipts versions 2, 3 and so on, each later than the one before
     */
    record Content(
            Format format,
            String issuer,
            SecretBytes secret,
            Inside inside,
            List<Slot> slots,
            List<ReceiptBegin> receipts) {
        Content(Format format, String issuer, SecretBytes secret, Inside inside, List<Slot> slots) {
            this(format, issuer, secret, inside, slots, List.of());
        }

        Content {
            if (!ISSUER.matcher(issuer).matches()) {
                throw new KeystoreException("issuer \"" + issuer
                        + "\" must be lower-case letters, digits, dots and dashes, at most 63. Maybe \""
                        + issuer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-") + "\"?");
            }
            slots = List.copyOf(slots);
            if (slots.stream()
                            .map(s -> s.symbol() + "/" + s.version())
                            .distinct()
                            .count()
                    < slots.size()) {
                throw new KeystoreException("a slot stands twice in the key store. Restore the file from its copy.");
            }
            receipts = List.copyOf(receipts);
            requireAscending(receipts);
        }

        private static void requireAscending(List<ReceiptBegin> receipts) {
            for (int i = 0; i < receipts.size(); i++) {
                var begin = receipts.get(i);
                if (begin.version() != i + 2
                        || (i > 0 && !begin.from().isAfter(receipts.get(i - 1).from()))) {
                    throw new KeystoreException("the versions of the receipt key are not 2, 3 and so on, each later"
                            + " than the one before. Restore the file from its copy, or look at the clock.");
                }
            }
        }

        Content with(List<Slot> others) {
            return new Content(format, issuer, secret, inside, others, receipts);
        }

        Content withReceipts(List<ReceiptBegin> others) {
            return new Content(format, issuer, secret, inside, slots, others);
        }
    }

    static String write(Content content) {
        var format = content.format();
        var text = new StringBuilder(format.remark)
                .append("format = ")
                .append(format.text)
                .append("\nissuer = ")
                .append(content.issuer())
                .append('\n')
                .append(format.secretName)
                .append(" = ")
                .append(content.secret().<String>reveal(bytes -> HexFormat.of().formatHex(bytes)))
                .append('\n');
        if (format == Format.TOKEN) {
            text.append("inside = ").append(content.inside()).append('\n');
        }
        for (var slot : content.slots()) {
            text.append("slot.%s.%d = %s\n".formatted(slot.symbol(), slot.version(), slot.state()));
        }
        for (var begin : content.receipts()) {
            text.append("receipt.%d = %s\n".formatted(begin.version(), begin.from()));
        }
        return text.toString();
    }

    /**
     * Reads the file of one profile.
     *
     * @param where named in errors
     */
    static Content read(String text, Format wanted, String where) {
        String format = "";
        String issuer = "";
        SecretBytes secret = null;
        Inside inside = wanted == Format.FILE ? Inside.MASTER : null;
        var slots = new ArrayList<Slot>();
        var receipts = new ArrayList<ReceiptBegin>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String at = where + ":" + number;
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (name.equals("format")) {
                format = value;
                refuseOther(format, wanted, where);
            } else if (name.equals("issuer")) {
                issuer = value;
            } else if (name.equals(wanted.secretName)) {
                secret = secret(value, wanted, at);
            } else if (name.equals("inside") && wanted == Format.TOKEN) {
                inside = choice(Inside.values(), value, name, at);
            } else if (name.startsWith("receipt.")) {
                receipts.add(receipt(name, value, at));
            } else {
                slots.add(slot(name, value, wanted, at));
            }
        }
        return content(format, issuer, secret, inside, slots, wanted, where).withReceipts(receipts);
    }

    private static Content content(
            String format,
            String issuer,
            @Nullable SecretBytes secret,
            @Nullable Inside inside,
            List<Slot> slots,
            Format wanted,
            String where) {
        if (!format.equals(wanted.text) || secret == null || inside == null) {
            throw new KeystoreException(where + " is not a key store of format " + wanted.text + ": its format or "
                    + wanted.secretName + " line is missing. Maybe another file was meant?");
        }
        return new Content(wanted, issuer, secret, inside, slots);
    }

    private static void refuseOther(String format, Format wanted, String where) {
        for (var other : Format.values()) {
            if (other != wanted && other.text.equals(format)) {
                throw new KeystoreException(where + " is a key store of the other profile. Set keys.profile = "
                        + other.name().toLowerCase(Locale.ROOT) + " in the configuration, or name another keys.file.");
            }
        }
    }

    private static SecretBytes secret(String hex, Format format, String at) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            if (bytes.length == format.secretBytes) {
                return SecretBytes.copyOf(bytes);
            }
        } catch (IllegalArgumentException _) {
            // falls through: the cause would quote the secret
        }
        throw new KeystoreException(at + ": the " + format.secretName + " is not " + format.secretBytes
                + " bytes in hexadecimal. Restore the file from its copy.");
    }

    private static ReceiptBegin receipt(String name, String value, String at) {
        var matcher = RECEIPT.matcher(name);
        try {
            if (matcher.matches()) {
                return new ReceiptBegin(Integer.parseInt(matcher.group(1)), Instant.parse(value));
            }
        } catch (DateTimeException _) {
            // falls through: one message for both
        }
        throw new KeystoreException(at + ": the line is not like receipt.2 = 2026-11-29T17:15:00Z");
    }

    private static Slot slot(String name, String value, Format format, String at) {
        var matcher = SLOT.matcher(name);
        if (!matcher.matches()) {
            throw new KeystoreException(
                    at + ": the line is none of format, issuer, " + format.secretName + ", slot.S.V, receipt.V");
        }
        return new Slot(
                matcher.group(1).charAt(0),
                Integer.parseInt(matcher.group(2)),
                choice(KeySlot.State.values(), value, "the state of " + name, at));
    }

    private static <E extends Enum<E>> E choice(E[] values, String text, String what, String at) {
        for (var value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw new KeystoreException(at + ": " + what + " must be "
                + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(" or ")));
    }
}
