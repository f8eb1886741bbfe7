package org.echt.core.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptVerifier;
import org.echt.core.tlog.MalformedException;

/** Whether the receipts a dossier carries are the manufacturer's, and about its code. */
final class ReceiptCheck {
    /** File with the public keys of receipts. */
    static final String KEYS = Dossier.PROOFS + "receipt-keys.json";

    private static final String RECEIPT = Dossier.PROOFS + "receipt-[0-9]+\\.json";

    private ReceiptCheck() {}

    /**
     * A claim for each receipt.
     *
     * @param code the code the dossier is about
     */
    static List<Claim> of(Map<String, byte[]> files, String code) throws MalformedException {
        var claims = new ArrayList<Claim>();
        for (var file : files.entrySet()) {
            if (file.getKey().matches(RECEIPT)) {
                var keys = files.get(KEYS);
                if (keys == null) {
                    throw new MalformedException("there is no file " + KEYS);
                }
                var verifier = new ReceiptVerifier(ReceiptKeys.parse(new String(keys, StandardCharsets.UTF_8)));
                claims.add(claim(file.getKey(), verifier, new String(file.getValue(), StandardCharsets.UTF_8), code));
            }
        }
        return claims;
    }

    private static Claim claim(String file, ReceiptVerifier verifier, String receipt, String code) {
        var what = file.substring(Dossier.PROOFS.length());
        return switch (verifier.verify(receipt)) {
            case Outcome.Valid(var valid) ->
                valid.says().code().opens(code)
                        ? Claim.pass(
                                what,
                                "what was answered at " + valid.says().at() + " ("
                                        + valid.says().check()
                                        + ") to who asked for this code, by the keys in " + KEYS
                                        + ": compare them with those the manufacturer publishes")
                        : Claim.fail(what, "is about another code");
            case Outcome.NotOurs(var cause) -> Claim.fail(what, cause);
            case Outcome.Altered _ -> Claim.fail(what, "was changed, or never signed");
            case Outcome.Malformed(var cause) -> Claim.fail(what, cause);
        };
    }
}
