package org.echt.app.boot;

import java.util.Map;
import org.echt.app.answer.AnswerWriter;
import org.echt.app.contact.Desks;
import org.echt.app.letter.Receipt;
import org.echt.app.link.Frame;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.scan.Scan;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.verify.Check;
import org.echt.core.verify.Verifier;

/** Answers that are sent as PDF: a check like any other, recorded with its reference, and printed. */
record SentAnswers(Verifier verifier, Frame frame) implements Desks.Answers {
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
                0);
        var verdict = verifier.check(check);
        var stamp = verdict.stamp();
        if (stamp.reference().isEmpty()) {
            throw new StoreUnavailableException("the answer could not be recorded, so it is not sent either");
        }
        var path = "/c/" + code.code().text();
        var address = "https://" + frame.site().domain() + path;
        var answer = AnswerWriter.write(verdict, language, frame.site());
        var xhtml = frame.document(language, "receipt.jte", Map.of("answer", answer, "address", address));
        return new Receipt(stamp.reference(), stamp.at(), path, Prints.print(xhtml, Map.of(), address, stamp.at()))
                .write();
    }
}
