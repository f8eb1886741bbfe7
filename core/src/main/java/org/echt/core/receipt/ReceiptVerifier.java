package org.echt.core.receipt;

import org.echt.core.receipt.Outcome.Altered;
import org.echt.core.receipt.Outcome.Malformed;
import org.echt.core.receipt.Outcome.NotOurs;
import org.echt.core.receipt.Outcome.Valid;
import org.echt.core.tlog.MalformedException;

/**
 * Verifies receipts with an issuer's public keys and nothing else. Thread-safe.
 *
 * @param keys whom to believe
 */
public record ReceiptVerifier(ReceiptKeys keys) {
    /** Verifies a receipt in either form. Never throws, whatever the text. */
    public Outcome verify(String text) {
        try {
            return verify(SignedReceipt.parse(text));
        } catch (MalformedException e) {
            return new Malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Verifies a receipt that was read. */
    public Outcome verify(SignedReceipt signed) {
        var receipt = signed.receipt();
        if (!receipt.issuer().equals(keys.issuer())) {
            return new NotOurs("it names another issuer than \"" + keys.issuer() + "\"");
        }
        var key = keys.find(receipt.key());
        if (key.isEmpty()) {
            return new NotOurs("there is no key of version " + receipt.key());
        }
        if (!key.get().signedAt(receipt.says().at())) {
            return new NotOurs("its key of version " + receipt.key() + " did not sign at that time");
        }
        var group = signed.group();
        var place = group.place();
        byte[] message = GroupProof.message(receipt.issuer(), receipt.key(), place.size(), group.root());
        if (!key.get().verifies(message, group.signatureBytes())) {
            return new Altered(Altered.Place.SIGNATURE);
        }
        return place.verify(receipt.leaf(), group.root()) ? new Valid(receipt) : new Altered(Altered.Place.RECEIPT);
    }
}
