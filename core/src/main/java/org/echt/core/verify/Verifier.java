package org.echt.core.verify;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.gs1.Gtin;
import org.echt.core.scan.Scan;
import org.echt.core.scan.ScanStore;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Claims;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.Reading;
import org.echt.core.serial.Reference;
import org.echt.core.serial.SerialCode;
import org.echt.core.verify.ItemStore.ItemFacts;
import org.echt.core.verify.Verdict.Foreign;
import org.echt.core.verify.Verdict.Issued;
import org.echt.core.verify.Verdict.LinkCheck;
import org.echt.core.verify.Verdict.Mistyped;
import org.echt.core.verify.Verdict.NotIssued;
import org.echt.core.verify.Verdict.Safety;
import org.echt.core.verify.Verdict.Stamp;
import org.echt.core.verify.Verdict.Unavailable;
import org.echt.core.verify.Verdict.Usage;
import org.jspecify.annotations.Nullable;

/**
 * One check, from what the customer typed to the whole answer. Thread-safe; blocks while the store reads and records.
 *
 * <p><b>Why no answer can mislead.</b> The one read of a check brings the store's catalogue version along; if it is newer
 * than what this node holds, the node loads first and judges again. So a recall published anywhere counts in the very next
 * check, a batch committed a moment ago is never "not issued", and "not affected" is only said of data that were current
 * when the item was read. Whatever the store cannot tell ends as UNAVAILABLE, with the product's recalls from memory. And
 * since an answer that left no trace could later be denied, an answer that cannot be recorded is not given either.
 */
public final class Verifier {
    private static final int ATTEMPTS = 4;

    private final CatalogueHolder catalogues;
    private final ItemStore items;
    private final ScanStore scans;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final CheckMeter meter;

    /** @param random for check references; must be unpredictable in production and safe for many threads */
    public Verifier(
            CatalogueHolder catalogues, ItemStore items, ScanStore scans, InstantSource clock, RandomGenerator random) {
        this(catalogues, items, scans, clock, random, CheckMeter.NONE);
    }

    private Verifier(
            CatalogueHolder catalogues,
            ItemStore items,
            ScanStore scans,
            InstantSource clock,
            RandomGenerator random,
            CheckMeter meter) {
        this.meter = meter;
        this.catalogues = catalogues;
        this.items = items;
        this.scans = scans;
        this.clock = clock;
        this.random = random;
    }

    /** The same, measured. */
    public Verifier measuredBy(CheckMeter other) {
        return new Verifier(catalogues, items, scans, clock, random, other);
    }

    /** Answers a check and records it durably first. Never throws for any input or for a store that fails. */
    public Verdict check(Check check) {
        long began = meter.now();
        var verdict = answer(check);
        meter.took(CheckMeter.Stage.VERIFY, began);
        meter.answered(verdict, check.channel());
        return verdict;
    }

    private Verdict answer(Check check) {
        var reading = CodeReader.read(check.input());
        var claims = claims(check, reading);
        var stamp = new Stamp(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                catalogues.present().version(),
                Reference.next("CHK", random));
        try {
            var verdict = judge(reading, claims, stamp);
            append(scan(check, verdict));
            return verdict;
        } catch (StoreUnavailableException e) {
            return withoutStore(reading, claims, stamp);
        }
    }

    private void append(Scan scan) {
        long began = meter.now();
        try {
            scans.append(scan);
        } finally {
            meter.took(CheckMeter.Stage.APPEND, began);
        }
    }

    /**
     * What can be said without asking the store, and without recording it: a mistyped or foreign code is told to be one; of
     * all others that nothing can be told now, with the open recalls of the product. Never throws.
     */
    public Verdict withoutStore(Check check) {
        var reading = CodeReader.read(check.input());
        var stamp = new Stamp(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                catalogues.present().version(),
                "");
        return withoutStore(reading, claims(check, reading), stamp);
    }

    /**
     * What {@link #check} would answer for an issued item now. Not recorded: for messages, which are recorded themselves,
     * and for whatever is decided by it. Throws {@link StoreUnavailableException}, also where a check would answer
     * UNAVAILABLE.
     */
    public Issued look(AuthenticCode code) {
        var stamp = new Stamp(clock.instant(), catalogues.present().version(), "");
        if (judge(code.code(), Claims.NONE, stamp) instanceof Issued issued) {
            return issued;
        }
        throw new StoreUnavailableException("an item that was issued is not in the newest catalogue");
    }

    /** What the open recalls mean for an item now, by {@link #look}. */
    public Safety safety(AuthenticCode code) {
        return look(code).safety();
    }

    private Verdict judge(Reading reading, Claims claims, Stamp stamp) {
        return switch (reading) {
            case Reading.Read read -> judge(read.code(), claims, stamp);
            case Reading.Mistyped mistyped -> mistyped(mistyped.mistake(), claims, stamp);
            case Reading.Foreign foreign -> foreign(foreign.kind().name(), claims, stamp);
            case Reading.Empty _ -> mistyped(new Mistake.Length(0, List.of(18)), claims, stamp);
        };
    }

    /** What needs no store is said without one; only the reference is missing, for nothing was recorded. */
    private Verdict withoutStore(Reading reading, Claims claims, Stamp stamp) {
        var unrecorded = new Stamp(stamp.at(), stamp.dataVersion(), "");
        return switch (reading) {
            case Reading.Read read -> unavailable(read.code(), claims, unrecorded);
            case Reading.Mistyped _, Reading.Foreign _, Reading.Empty _ -> judge(reading, claims, unrecorded);
        };
    }

    private Verdict judge(SerialCode code, Claims claims, Stamp stamp) {
        var catalogue = catalogues.present();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var authentication = catalogue.authenticator().authenticate(code);
            var facts = read(catalogue, authentication);
            if (facts.dataVersion() <= catalogue.version()) {
                var current = new Stamp(stamp.at(), catalogue.version(), stamp.reference());
                return judge(catalogue, authentication, facts, claims, current);
            }
            catalogue = catalogues.atLeast(facts.dataVersion());
        }
        throw new StoreUnavailableException("the catalogue changes faster than it can be loaded");
    }

    private ItemFacts read(Catalogue catalogue, Authentication authentication) {
        long began = meter.now();
        try {
            return facts(catalogue, authentication);
        } finally {
            meter.took(CheckMeter.Stage.READ, began);
        }
    }

    private ItemFacts facts(Catalogue catalogue, Authentication authentication) {
        if (!(authentication instanceof Authentication.Authentic(var code))) {
            return items.read(ItemNumber.NONE, false);
        }
        return items.read(code.item(), catalogue.recalls().lookInside(code.batch()));
    }

    private static Verdict judge(
            Catalogue catalogue, Authentication authentication, ItemFacts facts, Claims claims, Stamp stamp) {
        return switch (authentication) {
            case Authentication.Authentic(var code) -> issued(catalogue, code, facts, claims, stamp);
            case Authentication.NotIssued _ -> new NotIssued(ProductRecalls.of(catalogue, claims.gtin()), stamp);
            case Authentication.NotOurSlot _ -> new Foreign("", ProductRecalls.of(catalogue, claims.gtin()), stamp);
        };
    }

    private static Verdict issued(
            Catalogue catalogue, AuthenticCode code, ItemFacts facts, Claims claims, Stamp stamp) {
        var product = catalogue.register().product(code.batch().gtin()).orElse(null);
        if (product == null) {
            throw new StoreUnavailableException("batch " + code.batch().number() + " names a product not on record");
        }
        var state = facts.state();
        return new Issued(
                code,
                product,
                LinkCheck.of(code.batch(), claims),
                state.life(),
                new SafetyTest(catalogue, facts, stamp.at()).of(code),
                new Usage(state.use(), state.firstCheckedAt(), state.checks()),
                PublicFacts.of(catalogue.register(), code.item()),
                stamp);
    }

    private Verdict mistyped(Mistake mistake, Claims claims, Stamp stamp) {
        return new Mistyped(mistake, ProductRecalls.of(catalogues.present(), claims.gtin()), stamp);
    }

    private Verdict foreign(String looksLike, Claims claims, Stamp stamp) {
        return new Foreign(looksLike, ProductRecalls.of(catalogues.present(), claims.gtin()), stamp);
    }

    private Verdict unavailable(SerialCode code, Claims claims, Stamp stamp) {
        var catalogue = catalogues.present();
        return new Unavailable(ProductRecalls.of(catalogue, gtin(catalogue, code, claims)), stamp);
    }

    /** The product of the code; what was claimed where the code is none of ours, or its key does not answer either. */
    private static @Nullable Gtin gtin(Catalogue catalogue, SerialCode code, Claims claims) {
        try {
            return catalogue.authenticator().authenticate(code) instanceof Authentication.Authentic(var authentic)
                    ? authentic.batch().gtin()
                    : claims.gtin();
        } catch (StoreUnavailableException _) {
            return claims.gtin();
        }
    }

    /** What the address claimed counts before what the pasted text claimed. */
    private static Claims claims(Check check, Reading reading) {
        var read = switch (reading) {
            case Reading.Read r -> r.claims();
            case Reading.Mistyped m -> m.claims();
            case Reading.Foreign f -> f.claims();
            case Reading.Empty _ -> Claims.NONE;
        };
        return new Claims(check.gtin(), check.lot()).or(read);
    }

    private static Scan scan(Check check, Verdict verdict) {
        var stamp = verdict.stamp();
        var issued = verdict instanceof Issued i ? i : null;
        return new Scan(
                stamp.reference(),
                stamp.at(),
                issued != null ? issued.code().item() : ItemNumber.NONE,
                IssueState.of(verdict).name(),
                issued != null ? issued.safety().worst().name() : "",
                stamp.dataVersion(),
                check.textVersion(),
                check.language(),
                check.channel(),
                check.visitor());
    }
}
