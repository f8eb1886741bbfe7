package org.echt.testkit;

import org.echt.core.access.AccessStore;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.attribute.AttributeStore;
import org.echt.core.audit.AuditLog;
import org.echt.core.issuance.CommitmentStore;
import org.echt.core.maker.MakerStore;
import org.echt.core.notice.PictureStore;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallStore;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.SignalStore;
import org.echt.core.serial.BatchStore;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.ItemStore;
import org.echt.core.webhook.WebhookStore;

/** All ports over one set of data. Every port is safe for use by many threads. */
public interface Stores extends AutoCloseable {
    BatchStore batches();

    CommitmentStore commitments();

    CatalogueStore catalogue();

    AttributeStore attributes();

    RecallStore recalls();

    ItemStore items();

    ScanStore scans();

    SignalStore signals();

    AsBuiltStore asBuilt();

    ImportStore imports();

    PictureStore pictures();

    AccessStore access();

    AuditLog audit();

    ProofStore proofs();

    WebhookStore webhooks();

    MakerStore makers();

    /** Gives back what the stores hold open; the data need not survive. */
    @Override
    void close();
}
