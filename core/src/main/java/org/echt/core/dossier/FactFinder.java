package org.echt.core.dossier;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
import org.echt.core.audit.AuditLog.Numbered;
import org.echt.core.dossier.DossierDesk.Records;
import org.echt.core.dossier.Facts.Inside;
import org.echt.core.dossier.Facts.Part;
import org.echt.core.dossier.Facts.Past;
import org.echt.core.dossier.Facts.Turn;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.ledger.DayProof;
import org.echt.core.outreach.Message;
import org.echt.core.scan.Life;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.ItemNumber;
import org.echt.core.verify.Catalogue;
import org.echt.core.verify.Verdict.LinkCheck;

/**
 * Reads what is recorded of a code as of a moment. A look is no check and is not counted as one. Thread-safe; throws
 * {@link StoreUnavailableException} as its stores do.
 */
final class FactFinder {
    /** Checks that are told one by one; of all others the number. */
    static final int MOST_CHECKS = 200;

    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final Records records;
    private final LoggedEntries logged;
    private final InstantSource clock;

    FactFinder(Records records, LoggedEntries logged, InstantSource clock) {
        this.records = records;
        this.logged = logged;
        this.clock = clock;
    }

    /** @throws RefusedException when the moment is yet to come, or lies before the code was issued */
    Facts find(Question question) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (question.asOf().isAfter(now)) {
            throw new RefusedException(
                    Fault.BAD_REQUEST, "nothing can be said of " + question.asOf() + ": it is only " + now);
        }
        var code = question.code();
        return switch (records.catalogues().fresh().authenticator().authenticate(code)) {
            case Authentication.Authentic(var authentic) -> issued(question, authentic, now);
            case Authentication.NotIssued _, Authentication.NotOurSlot _ ->
                records.issuance()
                        .nonIssuance(code, () -> records.catalogues().fresh().authenticator())
                        .map(statement -> new Facts.NotIssued(now, statement, logged.of(statement)))
                        .orElseThrow(() -> new StoreUnavailableException("the batch of this code is being issued now"));
        };
    }

    private Facts.Issued issued(Question question, AuthenticCode code, Instant now) {
        var origin = origin(question, code);
        var hindsight = records.catalogues().hindsight();
        var facts = records.items().read(code.item(), true);
        var recalls = hindsight.of(code, facts, question.asOf());
        var until = question.asOf().plus(1, ChronoUnit.MICROS);
        var checks = records.scans().checksOf(code.item(), until, MOST_CHECKS);
        var lives = logged.lives(code.item(), question.asOf());
        var messages = records.outbox().about(code.item(), until);
        var days = messages.stream().flatMap(m -> sent(m, code.item())).toList();
        return new Facts.Issued(
                now,
                origin,
                LinkCheck.of(code.batch(), question.claims()),
                inside(hindsight.catalogue(), facts.build(), question.asOf()),
                new Past(lives.stream().map(FactFinder::turn).toList(), facts.state(), checks),
                recalls,
                hindsight.told(question.asOf()) - recalls.size(),
                messages,
                days,
                logged.of(code, lives, recalls, days, question.asOf()));
    }

    /** The proof for this item; those for others the message is about are nobody's business here. */
    private Stream<DayProof> sent(Message message, long item) {
        return records.days().proofs(message.id()).stream()
                .filter(proof ->
                        proof.record().content().text("item").orElse("").equals(String.valueOf(item)));
    }

    private Facts.Origin origin(Question question, AuthenticCode code) {
        var batch = code.batch();
        var committed = records.issuance()
                .committed(batch)
                .orElseThrow(() -> new RefusedException(
                        Fault.CONFLICT,
                        "batch " + batch.number() + " of this code is not in the log, so nothing can be proved of it."
                                + " Put it there: echt batch commit " + batch.number()));
        if (question.asOf().isBefore(committed.at()) && !committed.early()) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "nothing can be said of " + question.asOf() + ": the code was issued at " + committed.at());
        }
        var product = records.catalogues()
                .present()
                .register()
                .product(batch.gtin())
                .orElseThrow(() ->
                        new StoreUnavailableException("batch " + batch.number() + " names a product not on record"));
        var proof = records.issuance().prove(code, THREADS).orElseThrow();
        long place = records.issuance()
                .entry(batch)
                .orElseThrow(() ->
                        new StoreUnavailableException("batch " + batch.number() + " waits for its place in the log"));
        return new Facts.Origin(
                code, product, committed, proof, place, logged.stamped(place).orElse(null));
    }

    private static Inside inside(Catalogue catalogue, Build build, Instant at) {
        var parts = new ArrayList<Part>();
        if (build.whole()) {
            collect(catalogue, build, build.root(), 1, at, parts);
        }
        return new Inside(parts, build.whole());
    }

    private static void collect(
            Catalogue catalogue, Build build, long parent, int depth, Instant at, List<Part> parts) {
        var order = Comparator.comparing(Installation::from).thenComparingLong(Installation::part);
        for (var installation : build.partsOf(parent, at).stream().sorted(order).toList()) {
            parts.add(part(catalogue, build, depth, installation));
            collect(catalogue, build, installation.part(), depth + 1, at, parts);
        }
    }

    private static Part part(Catalogue catalogue, Build build, int depth, Installation installation) {
        long item = installation.part();
        var foreign = build.foreign(item);
        if (foreign != null) {
            var name = foreign.name().isEmpty() ? foreign.key().type() : foreign.name();
            return new Part(depth, name, foreign.key().serial(), foreign.key().lot(), installation);
        }
        var traits = ItemNumber.isForeign(item)
                ? null
                : catalogue.register().traits(item).orElse(null);
        if (traits == null) {
            return new Part(depth, "", "", "", installation);
        }
        var product = traits.product();
        return new Part(
                depth,
                product == null ? traits.spoken() : product.name(),
                catalogue.authenticator().codeOf(item).masked(),
                traits.lot(),
                installation);
    }

    private static Turn turn(Numbered life) {
        return new Turn(life.entry().at(), Life.valueOf(life.entry().after()));
    }
}
