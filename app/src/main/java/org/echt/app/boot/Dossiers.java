package org.echt.app.boot;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
        return config.sign() instanceof SignConfig.Off
                ? DossierDesk.Signer.NONE
                : new WhenWanted(config, config.timestamp() instanceof TimestampConfig.On);
    }

    /** Opens the key when pages are signed, not when the desk is. */
    private record WhenWanted(Config config, boolean stamps) implements DossierDesk.Signer {
        @Override
        public byte[] sign(byte[] pages, Instant at) {
            Optional<PdfSigner> signer = Signatures.signer(config);
            return signer.orElseThrow(() -> new IllegalStateException("nothing is configured to sign with"))
                    .sign(pages, REASON, at);
        }
    }
}
