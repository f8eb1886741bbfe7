package org.echt.app.store.postgres;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echt.core.access.AccessStore;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.attribute.AttributeStore;
import org.echt.core.audit.AuditLog;
import org.echt.core.dossier.DossierStore;
import org.echt.core.issuance.CommitmentStore;
import org.echt.core.ledger.LedgerStore;
import org.echt.core.maker.MakerStore;
import org.echt.core.notice.PictureStore;
import org.echt.core.outreach.MessageDays;
import org.echt.core.outreach.Outbox;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallStore;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.DeliveryStore;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.SignalStore;
import org.echt.core.scan.VisitorSalts;
import org.echt.core.serial.BatchStore;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.ItemStore;
import org.echt.core.webhook.WebhookStore;

/**
 * Every store of the program on one PostgreSQL database whose schema is up to date ({@link Database#migrate}). All of
 * them are thread-safe, throw {@link org.echt.core.fault.StoreUnavailableException} while the database is away, and
 * serve again by themselves when it is back. Instants are kept to the microsecond, finer ones are cut; the character 0 in
 * names and reasons is replaced.
 *
 * <p>{@link #close} fails the callers that wait and ends the connections; the {@link Database} stays with its owner.
 */
public final class PostgresStores implements AutoCloseable {
    private final Database database;
    private final PostgresBatches batches;
    private final PostgresCommitments commitments;
    private final PostgresCatalogue catalogue;
    private final PostgresAttributes attributes;
    private final PostgresRecalls recalls;
    private final PostgresAsBuilt asBuilt;
    private final PostgresImports imports;
    private final PostgresPictures pictures;
    private final PostgresAccess access;
    private final PostgresAudit audit;
    private final PostgresLedger ledger;
    private final PostgresProofs proofs;
    private final PostgresWebhooks webhooks;
    private final PostgresMakers makers;
    private final PostgresDossiers dossiers;
    private final PostgresContacts contacts;
    private final PostgresOutbox outbox;
    private final PostgresMessageDays messageDays;
    private final PostgresDeliveries deliveries;
    private final PostgresItems items;
    private final PostgresScans scans;
    private final PostgresSignals signals;
    private final PostgresVisitorSalts visitorSalts;
    private final ScanPartitions partitions;
    private final List<CatalogueListener> listeners = new CopyOnWriteArrayList<>();

    private PostgresStores(Database database, StoresSettings settings, StoreMeters meters, InstantSource clock) {
        this.database = database;
        batches = new PostgresBatches(database);
        commitments = new PostgresCommitments(database);
        catalogue = new PostgresCatalogue(database);
        attributes = new PostgresAttributes(database);
        recalls = new PostgresRecalls(database);
        asBuilt = new PostgresAsBuilt(database);
        imports = new PostgresImports(database);
        pictures = new PostgresPictures(database);
        access = new PostgresAccess(database);
        audit = new PostgresAudit(database);
        ledger = new PostgresLedger(database);
        proofs = new PostgresProofs(database);
        webhooks = new PostgresWebhooks(database);
        makers = new PostgresMakers(database);
        dossiers = new PostgresDossiers(database);
        var personal = new PersonalData(database);
        contacts = new PostgresContacts(personal);
        outbox = new PostgresOutbox(personal);
        messageDays = new PostgresMessageDays(personal);
        deliveries = new PostgresDeliveries(personal);
        partitions = new ScanPartitions(database, clock);
        items = new PostgresItems(database, settings, meters.reads());
        scans = new PostgresScans(database, settings, meters.records());
        signals = new PostgresSignals(database);
        visitorSalts = new PostgresVisitorSalts(database);
    }

    /**
     * Opens the stores; succeeds when the database is away.
     *
     * @param clock says for which days checks get their partitions
     */
    public static PostgresStores open(Database database, StoresSettings settings, InstantSource clock) {
        return open(database, settings, StoreMeters.NONE, clock);
    }

    /** The same, measured. */
    public static PostgresStores open(
            Database database, StoresSettings settings, StoreMeters meters, InstantSource clock) {
        return new PostgresStores(database, settings, meters, clock);
    }

    /**
     * How busy the readers or the writers of checks are.
     *
     * @param waiting callers no worker has taken yet
     * @param connected workers that have a connection
     */
    public record Lane(int waiting, int connected) {}

    public Lane reads() {
        return items.lane();
    }

    public Lane records() {
        return scans.lane();
    }

    /** What waits in the database, counted anew by every call. */
    public Backlog backlog() {
        return Backlog.read(database);
    }

    public BatchStore batches() {
        return batches;
    }

    public CommitmentStore commitments() {
        return commitments;
    }

    public CatalogueStore catalogue() {
        return catalogue;
    }

    public AttributeStore attributes() {
        return attributes;
    }

    public RecallStore recalls() {
        return recalls;
    }

    public AsBuiltStore asBuilt() {
        return asBuilt;
    }

    public ImportStore imports() {
        return imports;
    }

    public AccessStore access() {
        return access;
    }

    public LedgerStore ledger() {
        return ledger;
    }

    public AuditLog audit() {
        return audit;
    }

    public PictureStore pictures() {
        return pictures;
    }

    public ProofStore proofs() {
        return proofs;
    }

    public WebhookStore webhooks() {
        return webhooks;
    }

    public DossierStore dossiers() {
        return dossiers;
    }

    public MakerStore makers() {
        return makers;
    }

    public ContactStore contacts() {
        return contacts;
    }

    public Outbox outbox() {
        return outbox;
    }

    public MessageDays messageDays() {
        return messageDays;
    }

    public DeliveryStore deliveries() {
        return deliveries;
    }

    public ItemStore items() {
        return items;
    }

    public ScanStore scans() {
        return scans;
    }

    public SignalStore signals() {
        return signals;
    }

    public VisitorSalts visitorSalts() {
        return visitorSalts;
    }

    /** Items in dispute between at least so many persons who showed the inside code, with the number of these. */
    public Map<Long, Integer> insideOwners(int least) {
        return contacts.insideOwners(least);
    }

    /**
     * Calls {@code listener} soon after each change of the catalogue by any process, and at times without one. Until
     * {@link #close}. Only to hurry: the version that comes with every read is what counts.
     */
    public void onCatalogueChange(Runnable listener) {
        listeners.add(new CatalogueListener(database, listener));
    }

    @Override
    public void close() {
        listeners.forEach(CatalogueListener::close);
        partitions.close();
        items.close();
        scans.close();
    }
}
