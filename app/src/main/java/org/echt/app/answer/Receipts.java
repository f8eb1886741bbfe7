package org.echt.app.answer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.echt.core.receipt.CodeCommitment;
import org.echt.core.receipt.SignedReceipt;
import org.echt.core.receipt.Statement;
import org.echt.core.receipt.TextMark;
import org.echt.core.verify.Verdict;

/**
 * The signed receipts of answers (spec/receipt.md). An answer without a receipt is still an answer: nothing here throws
 * because a receipt cannot be had. Thread-safe.
 */
public final class Receipts {
    private static final byte[] MEMBER = ",\"receipt\":".getBytes(StandardCharsets.US_ASCII);

    private final Signer signer;
    private final RandomGenerator random;
    private final String textVersion;

    /** Signs what was answered. Thread-safe. */
    @FunctionalInterface
    public interface Signer {
        /** No receipts at all, as before there is a key. */
        Signer NONE = _ -> Optional.empty();

        /** Empty when it cannot be signed now, or not be stated. Never throws. */
        Optional<SignedReceipt> sign(Supplier<Statement> statement);
    }

    /**
     * @param random for nonces; unpredictable, safe for many threads
     * @param textVersion of the texts answers are said with
     */
    public Receipts(Signer signer, RandomGenerator random, String textVersion) {
        this.signer = signer;
        this.random = random;
        this.textVersion = textVersion;
    }

    /**
     * The receipt of an answer that is shown as a page or printed.
     *
     * @param asked what was asked, as it came
     */
    public Optional<SignedReceipt> of(Verdict verdict, String asked, Language language, Answer answer) {
        return signer.sign(
                () -> statement(verdict, asked, TextMark.Form.PAGE, language.tag(), Sentences.canonical(answer)));
    }

    /** The JSON answer, its receipt in the last member: the text form, or null where there is none. */
    public byte[] json(Verdict verdict, String asked, Audience to) {
        byte[] body = AnswerJson.write(verdict, to, textVersion);
        var signed = signer.sign(() ->
                statement(verdict, asked, TextMark.Form.JSON, to.language().tag(), body));
        var receipt = signed.map(s -> "\"" + s.text() + "\"").orElse("null");
        var out = new ByteArrayOutputStream(body.length + MEMBER.length + receipt.length());
        out.write(body, 0, body.length - 1);
        out.writeBytes(MEMBER);
        out.writeBytes(receipt.getBytes(StandardCharsets.US_ASCII));
        out.write('}');
        return out.toByteArray();
    }

    private Statement statement(Verdict verdict, String asked, TextMark.Form form, String language, byte[] text) {
        var code = CodeCommitment.of(asked, random);
        return Statement.of(verdict, TextMark.of(form, textVersion, language, text, code), code);
    }
}
