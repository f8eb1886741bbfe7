package org.echt.app.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echt.app.answer.AnswerWriter;
import org.echt.app.answer.Receipts;
import org.echt.app.contact.Desks;
import org.echt.app.letter.Receipt;
import org.echt.app.link.Frame;
import org.echt.app.print.QrCode;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.receipt.SignedReceipt;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.verify.Check;
import org.echt.core.verify.Verifier;

/** Answers that are sent as PDF: a check like any other, recorded with its reference, and printed. */
record SentAnswers(Verifier verifier, Frame frame, Receipts receipts) implements Desks.Answers {
    /** A larger QR code would be too fine to be read from paper. */
    private static final int MOST_IN_A_PICTURE = 1_800;

    private static final int LINE = 90;

    @Override
    public byte[] letter(AuthenticCode code, String tag) {
        var language = frame.languages().choose("", tag);
        var check = new Check(
                code.code().text(),
                null,
                null,
                Scan.Channel.WEB,
                language.tag(),
                frame.languages().textVersion(),
                Visitor.NOBODY);
        var verdict = verifier.check(check);
        var stamp = verdict.stamp();
        if (stamp.reference().isEmpty()) {
            throw new StoreUnavailableException("the answer could not be recorded, so it is not sent either");
        }
        var path = "/c/" + code.code().text();
        var address = "https://" + frame.site().domain() + path;
        var answer = AnswerWriter.write(verdict, language, frame.site());
        var signed = receipts.of(verdict, check.input(), language, answer)
                .map(SignedReceipt::text)
                .orElse("");
        boolean picture = !signed.isEmpty() && signed.length() <= MOST_IN_A_PICTURE;
        var values = Map.of("answer", answer, "address", address, "signed", lines(signed), "picture", picture);
        var pictures = picture ? Map.of("signed", QrCode.png(signed)) : Map.<String, byte[]>of();
        var pdf = Prints.print(frame.document(language, "receipt.jte", values), pictures, address, stamp.at());
        return new Receipt(stamp.reference(), stamp.at(), path, pdf).write();
    }

    /** Broken so that it fits the page; whoever reads it ignores the breaks. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (int at = 0; at < text.length(); at += LINE) {
            lines.add(text.substring(at, Math.min(text.length(), at + LINE)));
        }
        return lines;
    }
}
