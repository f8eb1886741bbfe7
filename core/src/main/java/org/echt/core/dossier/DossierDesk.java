package org.echt.core.dossier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.canonical.Value;
import org.echt.core.dossier.DossierStore.Made;
import org.echt.core.dossier.Facts.Issued;
import org.echt.core.dossier.Facts.NotIssued;
import org.echt.core.dossier.Printer.Draft;
import org.echt.core.evidence.Dossier;
import org.echt.core.evidence.Dossier.Piece;
import org.echt.core.evidence.DossierVerifier;
import org.echt.core.evidence.Manifest;
import org.echt.core.evidence.Profile;
import org.echt.core.evidence.Proven;
import org.echt.core.evidence.Section;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.issuance.IssuanceDesk;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.ledger.LedgerStore.Committed;
import org.echt.core.outreach.MessageDays;
import org.echt.core.outreach.Outbox;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptVerifier;
import org.echt.core.scan.ScanStore;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.Reference;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.TlogProof;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.ItemStore;

/**
 * Makes dossiers and hands out their copies. Thread-safe; throws {@link StoreUnavailableException} as its stores do.
 *
 * <p>What a dossier says is fixed by its entry in the log before its archives are kept. If the program dies between the two,
 * the log knows of a dossier that nobody has; making another one loses nothing.
 */
public final class DossierDesk {
    private static final String MADE = "dossier.made";

    private final FactFinder finder;
    private final LoggedEntries logged;
    private final LedgerDesk ledger;
    private final DossierStore store;
    private final Press press;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** What is recorded, and where. */
    public record Records(
            CatalogueHolder catalogues,
            ItemStore items,
            ScanStore scans,
            Outbox outbox,
            MessageDays days,
            IssuanceDesk issuance,
            AuditLog audit) {}

    /**
     * What makes paper of it.
     *
     * @param issuer whose dossiers they are
     * @param signer signs pages
     * @param receipts keys of the receipts a dossier may carry
     */
    public record Press(String issuer, Printer printer, Signer signer, ReceiptKeys receipts) {}

    /** Signs the pages of a dossier. Thread-safe. */
    public interface Signer {
        /** Leaves the pages as they are. */
        Signer NONE = new Signer() {
            @Override
            public byte[] sign(byte[] pages, Instant at) {
                return pages;
            }

            @Override
            public boolean stamps() {
                return false;
            }
        };

        /** The pages with a signature appended, or as they were where nothing signs. */
        byte[] sign(byte[] pages, Instant at);

        /** Whether an authority's time-stamp is in the signature. */
        boolean stamps();
    }

    /** @param random must be unpredictable: it makes the salts */
    public DossierDesk(
            Records records,
            LedgerDesk ledger,
            DossierStore store,
            Press press,
            InstantSource clock,
            RandomGenerator random) {
        this.logged = new LoggedEntries(records.audit(), ledger.store());
        this.finder = new FactFinder(records, logged, clock);
        this.ledger = ledger;
        this.store = store;
        this.press = press;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What a dossier would rest on. Reads only.
     *
     * @throws RefusedException as {@link #make}
     */
    public Facts rehearse(Question question, Act act) {
        act.by().require(Right.READ_AUDIT);
        return finder.find(question);
    }

    /**
     * Makes a dossier, logs and keeps it. Takes some seconds.
     *
     * @throws RefusedException (BAD_REQUEST) for a moment of which nothing can be said; (CONFLICT) when the code's batch is
     *     not in the log
     */
    public Made make(Question question, Act act) {
        act.by().require(Right.READ_AUDIT);
        question.receipts().forEach(receipt -> check(receipt, question));
        ledger.place();
        var facts = finder.find(question);
        var made = new Made(
                Reference.next("DOS", random),
                item(facts),
                question.asOf(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                question.reference());
        var draft = new Draft(
                made,
                question,
                facts,
                before(made),
                press.issuer(),
                checkpoint(),
                ledger.key(),
                press.signer().stamps());
        var pieces = pieces(question, facts);
        var sections = sections(draft, pieces);
        var printed = printed(draft, pieces);
        var signed = new EnumMap<Profile, byte[]>(Profile.class);
        printed.forEach((profile, pages) -> signed.put(profile, press.signer().sign(pages, made.madeAt())));
        var manifest = manifest(draft, sections, printed);
        ledger.store().record(entry(manifest, act, question));
        ledger.place();
        var dossier = dossier(draft, manifest, sections, pieces);
        var copies = new EnumMap<Profile, byte[]>(Profile.class);
        signed.forEach((profile, pages) ->
                copies.put(profile, checked(dossier.copy(profile, pages).bytes())));
        if (!store.add(made, copies)) {
            throw new IllegalStateException("dossier " + made.id() + " is there already");
        }
        return made;
    }

    /** What a receipt that is not ours is worth, nobody needs a dossier to learn. */
    private void check(String receipt, Question question) {
        var outcome = new ReceiptVerifier(press.receipts()).verify(receipt);
        if (!(outcome instanceof Outcome.Valid(var valid))) {
            throw new RefusedException(
                    Fault.BAD_REQUEST, "a receipt is not ours or was changed. Look at it: echt receipt verify FILE");
        }
        if (!valid.says().code().opens(question.code().text())) {
            throw new RefusedException(
                    Fault.BAD_REQUEST, "receipt " + valid.says().check() + " is about another code");
        }
    }

    private static long item(Facts facts) {
        return switch (facts) {
            case Issued issued -> issued.origin().code().item();
            case NotIssued _ -> ItemNumber.NONE;
        };
    }

    private List<Made> before(Made made) {
        return made.item() == ItemNumber.NONE ? List.of() : store.about(made.item());
    }

    private SignedCheckpoint checkpoint() {
        return ledger.checkpoint()
                .orElseThrow(() -> new RefusedException(Fault.CONFLICT, "the log has no entries yet"));
    }

    private Map<String, Piece> pieces(Question question, Facts facts) {
        var pieces = new TreeMap<String, Piece>();
        switch (facts) {
            case Issued issued -> issued(issued, pieces);
            case NotIssued none ->
                pieces.put(
                        "non-issuance.json",
                        new Piece(Kind.TRIALS, none.statement().json()));
        }
        if (!question.receipts().isEmpty()) {
            pieces.put(
                    "receipt-keys.json", new Piece(Kind.CHECKS, press.receipts().json()));
        }
        int number = 0;
        for (var receipt : question.receipts()) {
            number++;
            pieces.put("receipt-" + number + ".json", new Piece(Kind.CHECKS, receipt.getBytes(StandardCharsets.UTF_8)));
        }
        return pieces;
    }

    private static void issued(Issued facts, Map<String, Piece> pieces) {
        pieces.put(
                "issuance.json", new Piece(Kind.ISSUANCE, facts.origin().proof().json()));
        var stamped = facts.origin().stamped();
        if (stamped != null && stamped.stamp() != null) {
            pieces.put(
                    "batch-stamp.note", new Piece(Kind.ISSUANCE, stamped.note().getBytes(StandardCharsets.UTF_8)));
            pieces.put("batch-stamp.tst", new Piece(Kind.ISSUANCE, stamped.stamp()));
        }
        for (var day : facts.days()) {
            long message = day.record().content().whole("message").orElse(0);
            pieces.put("message-" + message + ".json", new Piece(Kind.MESSAGES, day.json()));
        }
    }

    private List<Section> sections(Draft draft, Map<String, Piece> pieces) {
        var contents = new Sections(draft, pieces);
        var sections = new ArrayList<Section>();
        for (var kind : Kind.values()) {
            var content = contents.of(kind);
            if (!content.all().isEmpty()) {
                var salt = new byte[Commitment.SALT];
                random.nextBytes(salt);
                sections.add(new Section(kind, salt, content));
            }
        }
        return sections;
    }

    private Map<Profile, byte[]> printed(Draft draft, Map<String, Piece> pieces) {
        var printed = new EnumMap<Profile, byte[]>(Profile.class);
        for (var profile : Profile.values()) {
            var digests = new TreeMap<String, String>();
            for (var kind : Kind.values()) {
                if (profile.shows(kind)) {
                    Dossier.files(kind, pieces)
                            .all()
                            .forEach((name, digest) -> digests.put(name, ((Value.Text) digest).value()));
                }
            }
            printed.put(profile, press.printer().print(draft, profile, digests));
        }
        return printed;
    }

    private Manifest manifest(Draft draft, List<Section> sections, Map<Profile, byte[]> printed) {
        var pages = new EnumMap<Profile, Manifest.Pages>(Profile.class);
        printed.forEach((profile, pdf) -> pages.put(profile, Manifest.Pages.of(pdf)));
        var made = draft.made();
        return new Manifest(
                made.id(),
                draft.issuer(),
                made.asOf(),
                made.madeAt(),
                draft.log().name(),
                Dossier.commitments(sections),
                pages);
    }

    private static AuditEntry entry(Manifest manifest, Act act, Question question) {
        var facts = Value.object()
                .put("dossier", manifest.id())
                .put("manifest", manifest.hash().hex())
                .build();
        var about = "about " + question.code().masked() + " as of " + manifest.asOf();
        return new AuditEntry(manifest.madeAt(), act.name(), MADE, manifest.id(), "", about, act.why(), facts);
    }

    private Dossier dossier(Draft draft, Manifest manifest, List<Section> sections, Map<String, Piece> pieces) {
        var own = logged.newest(MADE, manifest.id())
                .orElseThrow(() -> new StoreUnavailableException(
                        "dossier " + manifest.id() + " waits for its place in the log; make it again"));
        var checkpoint = checkpoint();
        var tree = ledger.tree(checkpoint.checkpoint().size());
        var proven = new ArrayList<Proven>();
        for (var entry : draft.facts().entries()) {
            var proof = new TlogProof(tree.inclusion(entry.committed().place()), checkpoint);
            proven.add(proven(entry.name(), entry.committed(), proof));
        }
        var proof = new TlogProof(tree.inclusion(own.place()), checkpoint);
        return new Dossier(manifest, sections, proven(Dossier.OWN, own, proof), draft.log(), pieces, proven);
    }

    private static Proven proven(String name, Committed committed, TlogProof proof) {
        byte[] salt = committed.salt();
        var opening = salt == null ? null : new Proven.Opening(committed.done().canonical(), salt);
        try {
            return new Proven(name, LogEntry.parse(committed.entry()), proof, opening);
        } catch (MalformedException e) {
            throw new IllegalStateException("entry " + committed.place() + " of the log is damaged", e);
        }
    }

    /** Nothing is handed out that its own verifier refuses. */
    private byte[] checked(byte[] archive) {
        var verified = DossierVerifier.verify(archive, ledger.key());
        if (!verified.holds()) {
            throw new IllegalStateException("a dossier does not verify: " + verified.claims());
        }
        return archive;
    }

    /** A copy as it was made. */
    public Optional<byte[]> copy(String id, Profile profile, Act act) {
        act.by().require(Right.READ_AUDIT);
        return store.copy(id, profile);
    }

    /** Dossiers made before an instant, the newest first, at most {@code limit}. */
    public List<Made> made(Instant before, int limit, Act act) {
        act.by().require(Right.READ_AUDIT);
        return store.made(before, limit);
    }
}
