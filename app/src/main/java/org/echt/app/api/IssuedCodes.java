package org.echt.app.api;

import org.echt.app.answer.MistakeText;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;
import org.echt.core.verify.Catalogue;

/** Only a code that was issued names an item. */
final class IssuedCodes {
    private IssuedCodes() {}

    /** @throws RefusedException (BAD_REQUEST) for what is no code, (NOT_FOUND) for one that was never issued */
    static AuthenticCode issued(Catalogue catalogue, String text) {
        return switch (CodeReader.read(text)) {
            case Reading.Read read ->
                switch (catalogue.authenticator().authenticate(read.code())) {
                    case Authentication.Authentic(var code) -> code;
                    case Authentication.NotIssued _, Authentication.NotOurSlot _ ->
                        throw new RefusedException(
                                Fault.NOT_FOUND,
                                "code " + read.code().masked() + " was never issued; compare it with the product");
                };
            case Reading.Mistyped mistyped -> throw bad("the code is mistyped: " + MistakeText.of(mistyped.mistake()));
            case Reading.Foreign foreign -> throw bad("the code is none of ours: it looks like " + foreign.detail());
            case Reading.Empty _ -> throw bad("there is no code");
        };
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Fault.BAD_REQUEST, message);
    }
}
