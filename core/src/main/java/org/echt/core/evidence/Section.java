package org.echt.core.evidence;

import java.util.Base64;
import java.util.Locale;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;
import org.echt.core.keys.SecretBytes;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.MalformedException;

/**
 * A part of a dossier that is shown or left out as a whole; its commitment stays either way. Immutable, apart from the array,
 * which nobody may change.
 *
 * @param salt {@value Commitment#SALT} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Section(Kind kind, byte[] salt, Value.Members content) {
    /** @throws IllegalArgumentException when the salt has another length */
    public Section {
        if (salt.length != Commitment.SALT) {
            throw new IllegalArgumentException(
                    "salt of section " + kind.text() + " has " + salt.length + " bytes instead of " + Commitment.SALT);
        }
    }

    /** The parts of a dossier, in their order. */
    public enum Kind {
        /** In plain words: what is shown and what is not. */
        STATEMENT,
        /** The item or code, and how the check went. */
        ITEM,
        /** Issued in which batch, or not issued. */
        ISSUANCE,
        /** What each key made of a code that was not issued: what would teach a guesser. */
        TRIALS,
        /** What sat in what as of the date. */
        BUILD,
        /** Where the item is in its life, and when it was checked. */
        CHECKS,
        /** Recalls: in scope or not, since when, with the exact texts. */
        RECALLS,
        /** What was sent to how many, when, and what came of it; nobody's name. */
        MESSAGES,
        /** Where else the code was seen. */
        COMPARISON,
        /** Who did what, by name. */
        STAFF,
        /** Who made this file, when and why. */
        CUSTODY;

        /** As written in files. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) throws MalformedException {
            for (var kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            throw new MalformedException("no section is named \"" + text + "\"");
        }
    }

    /** What stands for this section in the manifest. */
    public Commitment commitment() {
        var bytes = CanonicalJson.write(Value.object()
                .put("content", content)
                .put("section", kind.text())
                .build());
        return Commitment.of(SecretBytes.copyOf(salt), bytes);
    }

    Value.Members json() {
        return Value.object()
                .put("content", content)
                .put("salt", Base64.getEncoder().encodeToString(salt))
                .put("section", kind.text())
                .build();
    }

    static Section read(Value.Members json) throws MalformedException {
        try {
            return new Section(
                    Kind.of(json.text("section").orElse("")),
                    Base64.getDecoder().decode(json.text("salt").orElse("")),
                    json.object("content").orElseThrow(() -> new MalformedException("a section has no content")));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("section: " + e.getMessage());
        }
    }

    static Value.Members parse(byte[] bytes, String what) throws MalformedException {
        try {
            return CanonicalJson.readObject(bytes);
        } catch (NotCanonicalException e) {
            throw new MalformedException(what + ", " + e.getMessage());
        }
    }
}
