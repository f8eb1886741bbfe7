package org.echt.app.keys;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;

/** The text form of a key store: one {@code name = value} a line, {@code #} before a remark. */
final class KeystoreText {
    static final String FORMAT = "echt-keys-1";

    private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern SLOT = Pattern.compile("slot\\.([" + SYMBOLS + "])\\.([1-9][0-9]{0,5})");
    private static final Pattern ISSUER = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    private KeystoreText() {}

    /** A slot without its key. */
    record Slot(char symbol, int version, KeySlot.State state) {
        Slot {
            if (SYMBOLS.indexOf(symbol) < 0) {
                throw new KeystoreException("slot symbol '" + symbol + "' is none of " + SYMBOLS);
            }
        }
    }

    /** All that a key store says. */
    record Content(String issuer, SecretBytes master, List<Slot> slots) {
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
        }
    }

    static String write(Content content) {
        var text = new StringBuilder(
                        "# Echt key store. Whoever can read this file can make codes that are answered as issued.\n")
                .append("# Keep one copy offline: without it no code issued here can be verified again.\n")
                .append("format = ")
                .append(FORMAT)
                .append("\nissuer = ")
                .append(content.issuer())
                .append("\nmaster = ")
                .append(content.master().<String>reveal(bytes -> HexFormat.of().formatHex(bytes)))
                .append('\n');
        for (var slot : content.slots()) {
            text.append("slot.%s.%d = %s\n".formatted(slot.symbol(), slot.version(), slot.state()));
        }
        return text.toString();
    }

    /** @param where named in errors */
    static Content read(String text, String where) {
        String format = "";
        String issuer = "";
        SecretBytes master = null;
        var slots = new ArrayList<Slot>();
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
            switch (name) {
                case "format" -> format = value;
                case "issuer" -> issuer = value;
                case "master" -> master = master(value, at);
                default -> slots.add(slot(name, value, at));
            }
        }
        if (!format.equals(FORMAT) || master == null) {
            throw new KeystoreException(where + " is not a key store of format " + FORMAT
                    + ": its format or master line is missing. Maybe another file was meant?");
        }
        return new Content(issuer, master, slots);
    }

    private static SecretBytes master(String hex, String at) {
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            if (bytes.length == KeystoreFile.MASTER_BYTES) {
                return SecretBytes.copyOf(bytes);
            }
        } catch (IllegalArgumentException _) {
            // falls through: the cause would quote the secret
        }
        throw new KeystoreException(at + ": the master is not " + KeystoreFile.MASTER_BYTES
                + " bytes in hexadecimal. Restore the file from its copy.");
    }

    private static Slot slot(String name, String value, String at) {
        var matcher = SLOT.matcher(name);
        if (!matcher.matches()) {
            throw new KeystoreException(at + ": the line is none of format, issuer, master, slot.S.V");
        }
        for (var state : KeySlot.State.values()) {
            if (state.name().equals(value)) {
                return new Slot(matcher.group(1).charAt(0), Integer.parseInt(matcher.group(2)), state);
            }
        }
        throw new KeystoreException(at + ": the state of " + name + " must be OPEN or RETIRED");
    }
}
