package org.echt.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.echt.app.answer.Receipts;
import org.echt.core.access.AccessDesk;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.AttributeDesk;
import org.echt.core.audit.AuditLog;
import org.echt.core.claim.ClaimDesk;
import org.echt.core.dossier.DossierDesk;
import org.echt.core.issuance.IssuanceDesk;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.maker.MakerDesk;
import org.echt.core.notice.PictureStore;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.RemedyDesk;
import org.echt.core.recall.ToldItems;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.SignalStore;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.ItemSet;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.Verifier;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.WebhookDesk;

/** Everything a command works on, opened for one command. {@code boot} implements it over the real stores. */
public interface Workbench extends AutoCloseable {
    CatalogueHolder catalogues();

    CatalogueStore catalogue();

    Issuer issuer();

    /** Puts batches into the log and lets their codes out. */
    IssuanceDesk issuance();

    /** Answers claims. */
    ClaimDesk claims();

    AttributeDesk attributes();

    RecallDesk recalls();

    RecallStore recallStore();

    default RemedyDesk remedies() {
        return new RemedyDesk(recallStore(), clock());
    }

    PictureStore pictures();

    /** An uploaded picture made anew; empty when it is none that can be taken. */
    Optional<StoredPicture> picture(byte[] upload);

    ProofStore proofs();

    /** Which units somebody was told about. */
    ToldItems told();

    /** Those of some units that somebody would be reached for by a message. */
    ItemSet reachable(ItemSet items);

    AsBuiltStore builds();

    ScanStore scans();

    SignalStore signals();

    Verifier verifier();

    /** Signs what was answered. */
    Receipts.Signer receipts();

    ImportDesk imports();

    /** Who makes goods for us. */
    MakerDesk makers();

    /** Endpoints that are told of events. */
    WebhookDesk webhooks();

    /** Sends an endpoint a test event now. */
    TriedWebhook tryWebhook(Endpoint endpoint);

    /** Users, sessions and API keys. */
    AccessDesk access();

    AuditLog audit();

    /** The transparency log; empty before there is a key store, when nothing can be signed. */
    Optional<LedgerDesk> ledger();

    /** Makes dossiers; empty before there is a key store, when nothing can be signed. */
    Optional<DossierDesk> dossiers();

    /** The desks of those who serve persons; empty before there is a key store, when nothing can be sealed. */
    Optional<ServiceDesks> serviceDesks();

    /** The data folder. */
    Path folder();

    /** The clock the stores and desks go by. */
    InstantSource clock();

    /** Host name of the links that are printed, for example {@code id.acme.example}. */
    String domain();

    @Override
    void close();
}
