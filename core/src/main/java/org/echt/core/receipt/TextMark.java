package org.echt.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;

/**
 * In which words it was said.
 *
 * @param form which text the hash is of
 * @param version names all texts of the program
 * @param language language tag
 * @param hash of the text, with the receipt's nonce
 */
public record TextMark(Form form, String version, String language, Hash hash) {
    private static final byte[] LABEL = "echt-receipt-text/v1\n".getBytes(UTF_8);
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z._-]{1,64}");
    private static final Pattern LANGUAGE = Pattern.compile("[0-9A-Za-z-]{2,35}");

    /** What is hashed (spec/receipt.md, "Hashes"). */
    public enum Form {
        /** The sentences of the page, which are those of the PDF. */
        PAGE,
        /** The body of the JSON answer. */
        JSON;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TextMark {
        if (!VERSION.matcher(version).matches() || !LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("text version or language of a receipt is none");
        }
    }

    /** Marks a text. */
    public static TextMark of(Form form, String version, String language, byte[] text, CodeCommitment code) {
        return new TextMark(form, version, language, hash(text, code));
    }

    /** Whether it was this text. */
    public boolean isOf(byte[] text, CodeCommitment code) {
        return hash(text, code).equals(hash);
    }

    private static Hash hash(byte[] text, CodeCommitment code) {
        return Hash.sha256(LABEL, code.nonceBytes(), text);
    }

    ObjectBuilder write() {
        return Value.object()
                .put("hash", Base64Url.write(hash.bytes()))
                .put("id", form.id())
                .put("language", language)
                .put("version", version);
    }

    static TextMark read(Fields in) throws MalformedException {
        var id = in.text("id");
        var form = Arrays.stream(Form.values())
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new MalformedException(in.path("id") + " is neither page nor json"));
        var mark = new TextMark(
                form, in.text("version"), in.text("language"), Base64Url.hash(in.text("hash"), in.path("hash")));
        in.done();
        return mark;
    }
}
