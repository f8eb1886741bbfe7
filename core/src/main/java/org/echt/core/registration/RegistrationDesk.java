package org.echt.core.registration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.echt.core.keys.MacKey;
import org.echt.core.notice.StoredPicture;
import org.echt.core.registration.Link.Use;
import org.echt.core.registration.Registration.Proof;
import org.echt.core.registration.Registration.State;
import org.echt.core.registration.WatchDesk.Contact;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.InsideCode;
import org.echt.core.serial.Reference;
import org.jspecify.annotations.Nullable;

/** Takes claims of ownership. Thread-safe; may throw {@code StoreUnavailableException}. */
public final class RegistrationDesk {
    private static final byte[] NO_LETTER = {};
    private static final int LONGEST_STATEMENT = 2_000;

    private final Sources sources;
    private final Demand demand;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * What a desk works on.
     *
     * @param contacts where persons and claims are kept
     * @param postbox takes messages
     * @param vault seals and opens
     * @param links signs links
     */
    public record Sources(ContactStore contacts, Postbox postbox, Vault vault, MacKey links) {}

    /** What a brand wants to see before it believes a claim. */
    public enum Demand {
        NOTHING,
        INSIDE_CODE,
        PURCHASE,
        /** The inside code or a picture of a receipt. */
        EITHER
    }

    /** @param random for references; must be unpredictable in production and safe for many threads */
    public RegistrationDesk(Sources sources, Demand demand, InstantSource clock, RandomGenerator random) {
        this.sources = sources;
        this.demand = demand;
        this.clock = clock;
        this.random = random;
    }

    public Demand demand() {
        return demand;
    }

    /**
     * What a claimant shows.
     *
     * @param inside the inside code as typed; empty for none
     * @param receipt picture of a receipt, made anew; null for none
     * @param statement what they say besides; may be empty
     */
    public record Shown(String inside, @Nullable StoredPicture receipt, String statement) {
        public static final Shown NOTHING = new Shown("", null, "");
    }

    /**
     * Takes a claim in, and asks the address to confirm it. Whether the item is registered already is said only to who
     * confirms, or anybody could find out who owns what.
     *
     * @param insideKey makes the inside codes of the code's batch
     */
    public Claimed claim(AuthenticCode code, Contact contact, Shown shown, MacKey insideKey) {
        var now = now();
        boolean inside = !shown.inside().isBlank() && knowsInside(code, shown.inside(), insideKey, now);
        if (!isEnough(inside, shown) || (!shown.inside().isBlank() && !inside)) {
            return new Claimed.NotProven();
        }
        var proof = inside ? Proof.INSIDE_CODE : shown.receipt() != null ? Proof.PURCHASE : Proof.NONE;
        return pending(code.item(), contact, proof, 0, shown);
    }

    private boolean knowsInside(AuthenticCode code, String typed, MacKey key, Instant now) {
        var right = InsideCode.of(code.code(), key);
        boolean matches = InsideCode.read(typed).filter(right::matches).isPresent();
        return sources.contacts.tryInside(code.item(), matches, now);
    }

    private boolean isEnough(boolean inside, Shown shown) {
        return switch (demand) {
            case NOTHING -> true;
            case INSIDE_CODE -> inside;
            case PURCHASE -> shown.receipt() != null;
            case EITHER -> inside || shown.receipt() != null;
        };
    }

    private Claimed pending(long item, Contact contact, Proof proof, long from, Shown shown) {
        var now = now();
        var person = sources.contacts.keep(
                sources.vault.seal(contact.address(), contact.language(), contact.country(), now));
        var wish = new Registration(0, item, person.id(), State.PENDING, proof, from, now, null);
        var claim = sources.contacts.claim(wish).orElse(null);
        if (claim == null) {
            return new Claimed.TooMany();
        }
        keep(person, claim, shown);
        if (!sources.postbox.post(person, Occasion.CONFIRM_REGISTRATION, claim.id(), NO_LETTER, now)) {
            // Said all the same: a different answer would tell that the address is known here.
            sources.contacts.giveUp(person.id(), item, now, commitment(person, claim));
        }
        return new Claimed.ToBeConfirmed();
    }

    /** Adds what a claimant sends later; false where the claim takes no more. */
    public boolean show(StoredPerson person, long registration, Shown shown) {
        return sources.contacts
                .registration(registration)
                .filter(r -> r.person() == person.id())
                .map(r -> keep(person, r, shown))
                .orElse(false);
    }

    private boolean keep(StoredPerson person, Registration claim, Shown shown) {
        var statement = shown.statement().strip();
        var receipt = shown.receipt();
        if (statement.isEmpty() && receipt == null) {
            return true;
        }
        var kept = statement.length() <= LONGEST_STATEMENT ? statement : statement.substring(0, LONGEST_STATEMENT);
        return sources.contacts.add(new Evidence(
                claim.id(),
                statement.isEmpty()
                        ? null
                        : sources.vault.seal(
                                person, Vault.Matter.STATEMENT, claim.id(), kept.getBytes(StandardCharsets.UTF_8)),
                receipt == null
                        ? null
                        : sources.vault.seal(person, Vault.Matter.PICTURE, claim.id(), SealedPicture.write(receipt)),
                now()));
    }

    /** The link of a message that asks to confirm a claim. */
    public String link(StoredPerson person, long registration) {
        return Link.until(Use.CONFIRM_REGISTRATION, person.id(), registration, now().plus(Link.CONFIRMS))
                .write(sources.links);
    }

    /** What the link of a message says to do; pressed twice it is pressed once. */
    public Claimed confirm(Link link) {
        var person = sources.contacts.person(link.person()).orElse(null);
        var claim = sources.contacts.registration(link.object()).orElse(null);
        boolean works = link.use() == Use.CONFIRM_REGISTRATION && !link.hasEnded(now());
        if (!works || person == null || claim == null || claim.person() != person.id()) {
            return new Claimed.Gone();
        }
        var claimed = sources.contacts.confirmClaim(
                claim.id(), Reference.next("DSP", random), now(), commitment(person, claim));
        if (claimed instanceof Claimed.InDispute disputed) {
            tell(disputed.dispute());
        }
        return claimed;
    }

    /** What the audit log says in the person's place. */
    private String commitment(StoredPerson person, Registration claim) {
        return "customer:" + sources.vault.commitment(person, "registration of item " + claim.item());
    }

    /** Asks both sides of every open dispute for evidence, once each: also where a crash came in between. */
    public void tellDisputes() {
        sources.contacts.openDisputes("", 1_000).forEach(this::tell);
    }

    private void tell(Dispute dispute) {
        for (var claim : sources.contacts.claims(dispute.item())) {
            if (claim.state() == State.DISPUTED) {
                sources.contacts
                        .person(claim.person())
                        .ifPresent(side -> sources.postbox.postOnce(side, Occasion.DISPUTE, claim.id(), now()));
            }
        }
    }

    /** A link by which somebody else takes the item over from its owner; empty where the person owns it not, or not alone. */
    public Optional<String> handOver(StoredPerson owner, long item) {
        boolean owns = sources.contacts.registrations(owner.id()).stream()
                .anyMatch(r -> r.item() == item && r.state() == State.ACTIVE);
        return owns
                ? Optional.of(Link.until(Use.TAKE_OVER, owner.id(), item, now().plus(Link.HANDS_OVER))
                        .write(sources.links))
                : Optional.empty();
    }

    /** Whether a link that hands over still does. */
    public boolean hands(Link link) {
        return link.use() == Use.TAKE_OVER
                && !link.hasEnded(now())
                && sources.contacts.claims(link.object()).stream()
                        .anyMatch(r -> r.person() == link.person() && r.state() == State.ACTIVE);
    }

    /** Somebody who was given a link takes the item over; counts when they confirm. */
    public Claimed takeOver(Link link, Contact contact) {
        return hands(link)
                ? pending(link.object(), contact, Proof.HANDED_OVER, link.person(), Shown.NOTHING)
                : new Claimed.Gone();
    }

    /** The person no longer owns the item. */
    public boolean giveUp(StoredPerson person, long item) {
        List<Registration> theirs = sources.contacts.registrations(person.id());
        return theirs.stream()
                .filter(r -> r.item() == item && r.state() != State.ENDED)
                .findFirst()
                .map(r -> sources.contacts.giveUp(person.id(), item, now(), commitment(person, r)))
                .orElse(false);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
