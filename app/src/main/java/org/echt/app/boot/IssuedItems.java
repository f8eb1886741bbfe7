package org.echt.app.boot;

import java.util.Optional;
import java.util.function.Supplier;
import org.echt.app.contact.Desks;
import org.echt.core.keys.MacKey;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;
import org.echt.core.verify.Catalogue;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verifier;

/** The codes that were issued, and what a check of them would answer. */
record IssuedItems(Supplier<Catalogue> catalogue, Verifier verifier) implements Desks.Codes {
    @Override
    public Optional<AuthenticCode> authentic(String text) {
        return CodeReader.read(text) instanceof Reading.Read read
                        && catalogue.get().authenticator().authenticate(read.code())
                                instanceof Authentication.Authentic(var code)
                ? Optional.of(code)
                : Optional.empty();
    }

    @Override
    public Optional<AuthenticCode> codeOf(long item) {
        var authenticator = catalogue.get().authenticator();
        return authenticator.batches().batchOf(item) == null
                ? Optional.empty()
                : authentic(authenticator.codeOf(item).text());
    }

    @Override
    public Verdict.Issued look(AuthenticCode code) {
        return verifier.look(code);
    }

    @Override
    public MacKey insideKey(AuthenticCode code) {
        return catalogue.get().authenticator().insideKey(code.batch());
    }
}
