package org.echt.core.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.VerifierKey;

/** Verifies a dossier with this module alone: {@code java -m org.echt.core/org.echt.core.evidence.Verify FILE [KEY]}. */
public final class Verify {
    private Verify() {}

    /** Prints each claim; ends with status 0 when all hold, 1 when one fails, 2 when it is called wrongly. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("Verify FILE [KEY]: KEY is the log's public key as its owner publishes it (vkey)");
            return 2;
        }
        try {
            var key = arguments.length == 2 ? VerifierKey.parse(arguments[1]) : null;
            var verified = DossierVerifier.verify(Files.readAllBytes(Path.of(arguments[0])), key);
            verified.claims().forEach(c -> System.out.println(c.holds() + "\t" + c.claim() + "\t" + c.detail()));
            System.out.println(
                    verified.holds()
                            ? "Dossier " + verified.id() + " (" + verified.copy() + "): everything it shows holds."
                            : "This dossier does NOT hold: see FAIL above.");
            return verified.holds() ? 0 : 1;
        } catch (MalformedException e) {
            System.err.println("The key is none: " + e.getMessage());
            return 2;
        }
    }
}
