package org.echt.app.boot;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.echt.app.config.Config;
import org.echt.app.config.SignConfig;
import org.echt.app.config.TimestampConfig;
import org.echt.app.dossier.DossierWriter;
import org.echt.app.print.PdfPrinter;
import org.echt.app.sign.PdfSigner;
import org.echt.core.dossier.DossierDesk;
import org.echt.core.dossier.DossierDesk.Press;
import org.echt.core.dossier.DossierDesk.Records;
import org.echt.core.dossier.DossierStore;
import org.echt.core.dossier.Printer;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.receipt.ReceiptKeys;
import org.jspecify.annotations.Nullable;

/** Dossiers made of the real parts. */
final class Dossiers {
    private static final String REASON = "Dossier";

    private Dossiers() {}

    /** @param receipts keys of the receipts a dossier may carry */
    static DossierDesk desk(Node node, Records records, LedgerDesk ledger, DossierStore store, ReceiptKeys receipts) {
        var config = node.config();
        var press = new Press(config.site().brand(), printer(), signer(config), receipts);
        return new DossierDesk(records, ledger, store, press, node.clock(), new SecureRandom());
    }

    private static Printer printer() {
        var writer = new DossierWriter();
        return (draft, profile, digests) -> PdfPrinter.print(
                writer.write(draft, profile, digests), Map.of(), draft.made().madeAt());
    }

    private static DossierDesk.Signer signer(Config config) {
        return config.sign() instanceof SignConfig.Off ? DossierDesk.Signer.NONE : new WhenWanted(config);
    }

    /** Opens the key when the first pages are signed, not when the desk is; once for all copies. Thread-safe. */
    private static final class WhenWanted implements DossierDesk.Signer {
        private final Config config;
        private @Nullable PdfSigner signer;

        WhenWanted(Config config) {
            this.config = config;
        }

        @Override
        public byte[] sign(byte[] pages, Instant at) {
            return opened().sign(pages, REASON, at);
        }

        private synchronized PdfSigner opened() {
            if (signer == null) {
                signer = Signatures.signer(config)
                        .orElseThrow(() -> new IllegalStateException("nothing is configured to sign with"));
            }
            return signer;
        }

        @Override
        public boolean stamps() {
            return config.timestamp() instanceof TimestampConfig.On;
        }
    }
}
