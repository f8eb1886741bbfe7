package org.echt.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.echt.app.answer.Receipts;
import org.echt.app.keys.Keystore;
import org.echt.core.access.AccessDesk;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.AttributeDesk;
import org.echt.core.audit.AuditLog;
import org.echt.core.claim.ClaimDesk;
import org.echt.core.dossier.DossierDesk;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.issuance.IssuanceDesk;
import org.echt.core.issuance.LogPlaces;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.maker.MakerDesk;
import org.echt.core.notice.PictureStore;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.Proof;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.ToldItems;
import org.echt.core.receipt.Outcome;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.SignalStore;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.ItemSet;
import org.echt.core.serial.WordLists;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.Headline;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verifier;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.Targets;
import org.echt.core.webhook.WebhookDesk;
import org.echt.testkit.MemoryStores;
import org.echt.testkit.PlainPasswords;
import org.echt.testkit.SettableTime;
import org.jspecify.annotations.Nullable;

/** An installation in memory with a key store in a folder, opened anew by every command. */
final class MemoryStarter implements Starter {
    private static final StoredPicture PICTURE =
            new StoredPicture("0a".repeat(32), "image/png", 640, 480, new byte[] {1});

    private final MemoryStores stores = new MemoryStores();
    private final SettableTime time = SettableTime.at("2026-11-04T10:00:00Z");
    private final Path folder;
    private long nanos;
    /** How long a step of progress seems to take. */
    Duration slow = Duration.ofMillis(1);

    boolean broken;

    MemoryStarter(Path folder) {
        this.folder = folder;
    }

    MemoryStores stores() {
        return stores;
    }

    SettableTime time() {
        return time;
    }

    long nanos() {
        return nanos += slow.toNanos();
    }

    /** A customer sends a proof, which then waits. */
    void sendProof(String id, String recall, String code) {
        try (var bench = open(new GlobalOptions(null, null))) {
            long item = Codes.authentic(bench.catalogues().fresh(), code).item();
            var day = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
            stores.proofs()
                    .add(
                            new Proof(
                                    id,
                                    recall,
                                    item,
                                    RemedyKind.REFUND,
                                    day,
                                    PICTURE.hash(),
                                    time.instant(),
                                    Proof.State.WAITING,
                                    null),
                            PICTURE);
        }
    }

    @Override
    public Keystore keystore(GlobalOptions options) {
        return Keystore.ofFile(
                Optional.ofNullable(options.data()).orElse(folder).resolve("keys.txt"));
    }

    @Override
    public Workbench open(GlobalOptions options) {
        if (broken) {
            throw new StoreUnavailableException("connection refused");
        }
        var ring = keystore(options).ring();
        var catalogues = new CatalogueHolder(stores.catalogue(), () -> ring, WordLists::byId);
        var issuer = new Issuer(stores.batches(), () -> ring, time, WordLists::byId);
        return new Bench(stores, time, catalogues, issuer, folder);
    }

    @Override
    public Answers answers() {
        return new PlainAnswers();
    }

    /** One backup, of which everybody knows. */
    @Override
    public Backups backups() {
        return new OneBackup();
    }

    private static final class OneBackup implements Backups {
        private static final Held HELD =
                new Held(13, Instant.parse("2026-11-04T02:00:00Z"), 20_480, 37, 4_711, 17, List.of("log-seen.txt"));

        @Override
        public Held make(GlobalOptions options, Path out, @Nullable String password, String user, Watcher watcher) {
            watcher.begins("bytes", 10);
            watcher.reached(10);
            return HELD;
        }

        @Override
        public Held restore(GlobalOptions options, Request request, Consumer<Finding> findings, Watcher watcher) {
            findings.accept(Finding.fine("file", "every byte is as it was written"));
            if (request.keys() == null && request.password() == null) {
                throw new RefusedException(Fault.CONFLICT, "without its keys the installation cannot be verified");
            }
            findings.accept(
                    request.dryRun()
                            ? Finding.skipped("rows", "a dry run")
                            : Finding.wrong("rows", "one is missing", "Take another backup."));
            return HELD;
        }
    }

    @Override
    public void examine(GlobalOptions options, Consumer<Finding> findings) {
        findings.accept(Finding.fine("java", "25"));
        findings.accept(
                broken
                        ? Finding.wrong("database", "connection refused", "Look at the server.")
                        : Finding.notice("backup", "none was ever made", "echt help backup"));
    }

    @Override
    public int serve(GlobalOptions options, ServeOptions serve) {
        throw new StoreUnavailableException("no server in this test, port " + serve.port());
    }

    @Override
    public int demo(GlobalOptions options, DemoOptions demo) {
        return demo.laptops() == 7 && demo.exit() ? Exit.FINE : Exit.FAILURE;
    }

    private static final class PlainAnswers implements Answers {
        @Override
        public String textVersion() {
            return "test";
        }

        @Override
        public String text(Verdict verdict, String language) {
            return said(verdict) + " (" + language + ")\n";
        }

        @Override
        public String json(Verdict verdict, String asked, String language, Receipts.Signer signer) {
            return "{\"answer\":\"" + said(verdict) + "\"}";
        }

        @Override
        public String verified(Outcome outcome, String code, String language) {
            return outcome.getClass().getSimpleName() + " (" + language + ")" + code + "\n";
        }

        private static String said(Verdict verdict) {
            return Headline.of(verdict).stream().map(Words::lower).collect(Collectors.joining(" "));
        }
    }

    private record Bench(
            MemoryStores stores, InstantSource clock, CatalogueHolder catalogues, Issuer issuer, Path folder)
            implements Workbench {
        @Override
        public AccessDesk access() {
            return new AccessDesk(stores.access(), new PlainPasswords(), clock, new SecureRandom());
        }

        @Override
        public AuditLog audit() {
            return stores.audit();
        }

        /** The log has no twin in memory. */
        @Override
        public Optional<LedgerDesk> ledger() {
            return Optional.empty();
        }

        @Override
        public Optional<DossierDesk> dossiers() {
            return Optional.empty();
        }

        /** What is kept of persons has no twin in memory. */
        @Override
        public Optional<ServiceDesks> serviceDesks() {
            return Optional.empty();
        }

        @Override
        public CatalogueStore catalogue() {
            return stores.catalogue();
        }

        @Override
        public IssuanceDesk issuance() {
            return new IssuanceDesk(
                    stores.commitments(), issuer, IssuanceDesk.KeyCommitments.NONE, LogPlaces.NONE, clock);
        }

        @Override
        public ClaimDesk claims() {
            return new ClaimDesk(catalogues, stores.items(), issuance());
        }

        @Override
        public AttributeDesk attributes() {
            return new AttributeDesk(
                    stores.attributes(), () -> catalogues.fresh().register(), clock);
        }

        @Override
        public RecallDesk recalls() {
            return new RecallDesk(
                    stores.recalls(), stores.asBuilt(), () -> catalogues.fresh().register(), clock);
        }

        @Override
        public RecallStore recallStore() {
            return stores.recalls();
        }

        @Override
        public WebhookDesk webhooks() {
            var keys = new SoftwareKeys(SecretBytes.copyOf(new byte[32]));
            return new WebhookDesk(
                    stores.webhooks(), version -> keys.webhookKey("acme", version), Targets.PUBLIC, clock);
        }

        @Override
        public MakerDesk makers() {
            return new MakerDesk(stores.makers(), clock);
        }

        /** Endpoints whose name begins with "broken" answer 500, the others say thanks. */
        @Override
        public TriedWebhook tryWebhook(Endpoint endpoint) {
            return endpoint.id().startsWith("broken")
                    ? new TriedWebhook(new Attempt(clock.instant(), 500, "answered 500", 7), "out of order")
                    : new TriedWebhook(new Attempt(clock.instant(), 200, "", 12), "thanks\u0007");
        }

        @Override
        public ToldItems told() {
            return (_, _, _, _) -> ItemSet.EMPTY;
        }

        @Override
        public ItemSet reachable(ItemSet items) {
            return ItemSet.EMPTY;
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
        public Optional<StoredPicture> picture(byte[] upload) {
            var text = new String(upload, StandardCharsets.ISO_8859_1);
            if (text.startsWith("picture")) {
                return Optional.of(PICTURE);
            }
            return text.startsWith("\u0089PNG") ? Optional.of(asItIs(upload)) : Optional.empty();
        }

        private static StoredPicture asItIs(byte[] upload) {
            try {
                var hash = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(upload));
                return new StoredPicture(hash, "image/png", 960, 600, upload);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
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

        @Override
        public Verifier verifier() {
            return new Verifier(catalogues, stores.items(), stores.scans(), clock, new Random(5));
        }

        @Override
        public Receipts.Signer receipts() {
            return Receipts.Signer.NONE;
        }

        @Override
        public ImportDesk imports() {
            return new PlainImports(stores, catalogues.fresh(), clock);
        }

        @Override
        public String domain() {
            return "id.acme.example";
        }

        @Override
        public void close() {}
    }
}
