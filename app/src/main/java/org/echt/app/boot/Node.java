package org.echt.app.boot;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echt.app.answer.Receipts;
import org.echt.app.capture.DeliveryIntake;
import org.echt.app.capture.Importer;
import org.echt.app.cli.ImportDesk;
import org.echt.app.cli.ServiceDesks;
import org.echt.app.cli.TriedWebhook;
import org.echt.app.cli.Workbench;
import org.echt.app.config.Config;
import org.echt.app.config.MailConfig;
import org.echt.app.keys.Argon2;
import org.echt.app.keys.Keystore;
import org.echt.app.link.PictureMaker;
import org.echt.app.link.Visitors;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.PostgresStores;
import org.echt.app.store.postgres.StoreMeters;
import org.echt.app.store.postgres.StoresSettings;
import org.echt.core.access.AccessDesk;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.AttributeDesk;
import org.echt.core.attribute.Register;
import org.echt.core.audit.AuditLog;
import org.echt.core.claim.ClaimDesk;
import org.echt.core.dossier.DossierDesk;
import org.echt.core.issuance.IssuanceDesk;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.SigningKey;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.ledger.LedgerStore;
import org.echt.core.ledger.Sequencer;
import org.echt.core.maker.MakerDesk;
import org.echt.core.notice.PictureStore;
import org.echt.core.notice.StoredPicture;
import org.echt.core.outreach.MessageDays;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.OutreachDesk;
import org.echt.core.recall.Markets;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.ToldItems;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.ContactStore;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.SignalStore;
import org.echt.core.scan.SignalWatch;
import org.echt.core.scan.Thresholds;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.ItemSet;
import org.echt.core.serial.WordLists;
import org.echt.core.tlog.Cosigner;
import org.echt.core.tlog.LogSigner;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.CheckMeter;
import org.echt.core.verify.Verifier;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.WebhookDesk;
import org.echt.core.webhook.WebhookStore;

/** One installation, opened: its database, its keys, and everything that works on them. Thread-safe until closed. */
final class Node implements Workbench {
    private final Config config;
    private final Keystore keystore;
    private final InstantSource clock = InstantSource.system();
    private final Lifetime lifetime = new Lifetime();
    private final PostgresStores stores;
    private final CatalogueHolder catalogues;
    private final Verifier verifier;
    private final AccessDesk access;
    private final NodeReceipts receipts;
    private final NodeStamps stamps;
    private final Database database;

    private Node(Config config, Measured measured) {
        this.config = config;
        this.keystore = Keystores.of(config.keys());
        this.receipts = new NodeReceipts(keystore, clock);
        this.stamps = new NodeStamps(config.timestamp());
        try {
            database = lifetime.keep(OpenDatabase.of(config)).database();
            database.migrate();
            stores = lifetime.keep(PostgresStores.open(database, StoresSettings.defaults(), measured.stores(), clock));
            catalogues = new CatalogueHolder(stores.catalogue(), this::keys, WordLists::byId);
            verifier = new Verifier(catalogues, stores.items(), stores.scans(), clock, new SecureRandom())
                    .measuredBy(measured.checks());
            access = new AccessDesk(stores.access(), new Argon2(), clock, new SecureRandom());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Node open(Config config) {
        return open(config, Measured.NOTHING);
    }

    /** The same, measured. */
    static Node open(Config config, Measured measured) {
        return new Node(config, measured);
    }

    /** What measures a node. */
    record Measured(CheckMeter checks, StoreMeters stores) {
        static final Measured NOTHING = new Measured(CheckMeter.NONE, StoreMeters.NONE);
    }

    /** How busy the way to the database is. */
    Database database() {
        return database;
    }

    PostgresStores stores() {
        return stores;
    }

    /** Before the first {@code key init} there are no keys, and no codes to check with them. */
    KeyRing keys() {
        return keystore.exists() ? keystore.ring() : new KeyRing(List.of());
    }

    /** What is done for persons; empty before the first {@code key init}, when nothing can be sealed. */
    Optional<Persons> forPersons() {
        return keystore.exists()
                ? Optional.of(new Persons(
                        new Persons.Stores(stores.contacts(), stores.outbox(), stores.deliveries()),
                        keystore.personal(),
                        config.persons().demand(),
                        clock))
                : Optional.empty();
    }

    /** A key that signs webhooks. */
    SigningKey webhookKey(int version) {
        return keystore.webhookKey(version);
    }

    /** The public keys of receipts; empty before the first {@code key init}. */
    Optional<ReceiptKeys> receiptKeys() {
        return receipts.published();
    }

    @Override
    public Receipts.Signer receipts() {
        return receipts.signer();
    }

    WebhookStore webhookStore() {
        return stores.webhooks();
    }

    /** What tells endpoints; it does nothing until it is asked to or started. The caller closes. */
    Webhooks webhookSender() {
        return new Webhooks(this, clock);
    }

    @Override
    public WebhookDesk webhooks() {
        return new WebhookDesk(
                stores.webhooks(), this::webhookKey, config.webhook().targets(), clock);
    }

    @Override
    public MakerDesk makers() {
        return new MakerDesk(stores.makers(), clock);
    }

    @Override
    public TriedWebhook tryWebhook(Endpoint endpoint) {
        try (var sender = webhookSender()) {
            var tried = sender.test(endpoint);
            return new TriedWebhook(tried.attempt(), tried.body());
        }
    }

    ContactStore contacts() {
        return stores.contacts();
    }

    Outbox outbox() {
        return stores.outbox();
    }

    MessageDays messageDays() {
        return stores.messageDays();
    }

    private Register freshRegister() {
        return catalogues.fresh().register();
    }

    /** Loads the catalogue soon after any process changes it; checks do not depend on it. */
    void followChanges() {
        stores.onCatalogueChange(catalogues::fresh);
    }

    Config config() {
        return config;
    }

    @Override
    public CatalogueHolder catalogues() {
        return catalogues;
    }

    @Override
    public CatalogueStore catalogue() {
        return stores.catalogue();
    }

    @Override
    public Issuer issuer() {
        return new Issuer(stores.batches(), this::keys, clock, WordLists::byId);
    }

    @Override
    public IssuanceDesk issuance() {
        var places = new LoggedBatches(stores.audit(), stores.ledger());
        return new IssuanceDesk(stores.commitments(), issuer(), slotRecords(), places, clock);
    }

    /** What the log says of key slots. */
    SlotRecords slotRecords() {
        return new SlotRecords(this::keys, stores.audit(), stores.ledger(), clock);
    }

    @Override
    public ClaimDesk claims() {
        return new ClaimDesk(catalogues, stores.items(), issuance());
    }

    @Override
    public AttributeDesk attributes() {
        return new AttributeDesk(stores.attributes(), this::freshRegister, clock);
    }

    @Override
    public RecallDesk recalls() {
        return new RecallDesk(stores.recalls(), stores.asBuilt(), this::freshRegister, clock);
    }

    @Override
    public RecallStore recallStore() {
        return stores.recalls();
    }

    @Override
    public PictureStore pictures() {
        return stores.pictures();
    }

    @Override
    public ProofStore proofs() {
        return stores.proofs();
    }

    @Override
    public ToldItems told() {
        return stores.outbox();
    }

    @Override
    public ItemSet reachable(ItemSet items) {
        return stores.contacts().reachable(items);
    }

    @Override
    public Optional<StoredPicture> picture(byte[] upload) {
        return Prints.make(upload) instanceof PictureMaker.Made(var picture) ? Optional.of(picture) : Optional.empty();
    }

    @Override
    public AsBuiltStore builds() {
        return stores.asBuilt();
    }

    @Override
    public ScanStore scans() {
        return stores.scans();
    }

    @Override
    public SignalStore signals() {
        return stores.signals();
    }

    /** Tells visitors apart as every node does; as this one alone does before the first {@code key init}. */
    Visitors visitors() {
        return keystore.exists()
                ? new Visitors(clock, stores.visitorSalts(), keystore.visitorKey())
                : new Visitors(clock);
    }

    /** Looks at each day when it is over. */
    SignalWatch signalWatch() {
        var knowledge = new SignalWatch.Knowledge() {
            @Override
            public Set<String> markets(long item) {
                return Markets.of(catalogues.present().register(), item);
            }

            @Override
            public Map<Long, Integer> owners(int least) {
                return stores.insideOwners(least);
            }
        };
        return new SignalWatch(stores.signals(), knowledge, Thresholds.DEFAULTS, clock, new SecureRandom());
    }

    @Override
    public Verifier verifier() {
        return verifier;
    }

    @Override
    public ImportDesk imports() {
        var register = freshRegister();
        var importer = new Importer(
                stores.imports(),
                () -> catalogues.fresh().authenticator(),
                gtin -> register.product(gtin).isPresent(),
                clock);
        return new Imports(stores.imports(), importer);
    }

    @Override
    public AccessDesk access() {
        return access;
    }

    @Override
    public AuditLog audit() {
        return stores.audit();
    }

    @Override
    public Optional<LedgerDesk> ledger() {
        if (!keystore.exists()) {
            return Optional.empty();
        }
        var signer = new LogSigner(config.log().origin(), keystore.logKey(1));
        var seen = new SeenFile(config.data().folder());
        var sequencer = new Sequencer(stores.ledger(), signer, beside(), seen, clock);
        return Optional.of(new LedgerDesk(stores.ledger(), signer, sequencer, stamps));
    }

    /** The log's second key, where it is to cosign. */
    List<Cosigner> beside() {
        return config.log().mlDsa() ? List.of(new Cosigner(config.log().origin(), keystore.logMlDsaKey(1))) : List.of();
    }

    @Override
    public Optional<DossierDesk> dossiers() {
        return ledger().flatMap(ledger -> receiptKeys().map(receipts -> {
            var records = new DossierDesk.Records(
                    catalogues,
                    stores.items(),
                    stores.scans(),
                    stores.outbox(),
                    stores.messageDays(),
                    issuance(),
                    stores.audit());
            return Dossiers.desk(this, records, ledger, stores.dossiers(), receipts);
        }));
    }

    LedgerStore ledgerStore() {
        return stores.ledger();
    }

    @Override
    public Path folder() {
        return config.data().folder();
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public String domain() {
        return config.site().domain();
    }

    @Override
    public Optional<ServiceDesks> serviceDesks() {
        return forPersons().map(persons -> {
            var known = new KnownLanguages();
            var intake = new DeliveryIntake(
                    persons.deliveries(), () -> catalogues.fresh().authenticator(), known, HandedInFiles.CHUNK_ROWS);
            return new ServiceDesks(
                    persons.persons(),
                    config.persons().retention(),
                    persons.disputes(),
                    persons.deliveries(),
                    new HandedInFiles(intake),
                    messages(),
                    persons.watches(),
                    known,
                    channels());
        });
    }

    /** By what messages can be sent now. */
    Set<ContactAddress.Kind> channels() {
        var channels = EnumSet.noneOf(ContactAddress.Kind.class);
        if (config.mail() instanceof MailConfig.On) {
            channels.add(ContactAddress.Kind.EMAIL);
        }
        if (stores.webhooks().endpoints().stream()
                .anyMatch(e -> e.isActive() && e.types().contains(EventType.SMS_REQUESTED))) {
            channels.add(ContactAddress.Kind.PHONE);
        }
        return channels;
    }

    /** Where people look after messages. */
    OutreachDesk messages() {
        return new OutreachDesk(stores.outbox(), stores.recalls(), clock);
    }

    /** Keeps something open on top of this node until the node is closed. */
    <T extends AutoCloseable> T keep(T part) {
        return lifetime.keep(part);
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
