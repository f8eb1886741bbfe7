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

/**
 * All ports in memory, with the exact meaning of their contracts: one set of data under one lock. Visitors are called
 * outside the lock. "Durable" means until the object is gone; {@link #close} keeps the data.
 */
public final class MemoryStores implements Stores {
    private final MemoryCatalogue catalogue;
    private final MemoryCommitments commitments;
    private final MemoryItems items;
    private final MemoryAsBuilt asBuilt;
    private final MemoryImports imports;
    private final MemoryProofs proofs;
    private final MemoryPictures pictures;
    private final MemoryAccess access;
    private final MemoryWebhooks webhooks;
    private final MemoryMakers makers;
    private final MemorySignals signals;

    public MemoryStores() {
        var memory = new Memory();
        catalogue = new MemoryCatalogue(memory);
        commitments = new MemoryCommitments(memory);
        items = new MemoryItems(memory);
        asBuilt = new MemoryAsBuilt(memory);
        imports = new MemoryImports(memory);
        access = memory.access;
        pictures = new MemoryPictures(access);
        proofs = new MemoryProofs(memory, catalogue);
        webhooks = new MemoryWebhooks(access);
        makers = new MemoryMakers(memory);
        signals = new MemorySignals(memory);
    }

    @Override
    public BatchStore batches() {
        return catalogue;
    }

    @Override
    public CommitmentStore commitments() {
        return commitments;
    }

    @Override
    public CatalogueStore catalogue() {
        return catalogue;
    }

    @Override
    public AttributeStore attributes() {
        return catalogue;
    }

    @Override
    public RecallStore recalls() {
        return catalogue;
    }

    @Override
    public ItemStore items() {
        return items;
    }

    @Override
    public ScanStore scans() {
        return items;
    }

    @Override
    public SignalStore signals() {
        return signals;
    }

    @Override
    public AsBuiltStore asBuilt() {
        return asBuilt;
    }

    @Override
    public ImportStore imports() {
        return imports;
    }

    @Override
    public PictureStore pictures() {
        return pictures;
    }

    @Override
    public AccessStore access() {
        return access;
    }

    @Override
    public AuditLog audit() {
        return access;
    }

    @Override
    public ProofStore proofs() {
        return proofs;
    }

    @Override
    public WebhookStore webhooks() {
        return webhooks;
    }

    @Override
    public MakerStore makers() {
        return makers;
    }

    @Override
    public void close() {}
}
