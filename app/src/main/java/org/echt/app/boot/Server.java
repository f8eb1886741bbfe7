package org.echt.app.boot;

import io.helidon.webserver.WebServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.echt.app.answer.Languages;
import org.echt.app.answer.Site;
import org.echt.app.api.Api;
import org.echt.app.api.Health;
import org.echt.app.api.Office;
import org.echt.app.api.PersonalDesks;
import org.echt.app.config.Config;
import org.echt.app.contact.ContactPages;
import org.echt.app.limit.Admission;
import org.echt.app.limit.Origin;
import org.echt.app.link.Callers;
import org.echt.app.link.Checker;
import org.echt.app.link.Frame;
import org.echt.app.link.Pages;
import org.echt.app.link.ProofIntake;
import org.echt.app.link.ReceiptPages;
import org.echt.app.link.ShownPictures;
import org.echt.app.log.LogPages;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.recall.EffectivenessDesk;
import org.echt.core.recall.ProofDesk;
import org.echt.core.registration.ContactAddress;
import org.echt.core.tlog.Cosigner;
import org.echt.core.verify.Check;
import org.echt.core.verify.CheckMeter;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verifier;

/** The public pages over one node. */
final class Server implements AutoCloseable {
    /** What is under way when the drain is over may still be waiting for the database, and then has to be written. */
    private static final Duration WRITING = Duration.ofSeconds(5);

    private final WebServer web;
    private final Drain drain;

    private Server(WebServer web, Drain drain) {
        this.web = web;
        this.drain = drain;
    }

    /** Starts listening until the node is closed; port 0 takes a free one. */
    static Server start(Node node) {
        return start(node, ContactPages.FORMS);
    }

    /** The same for a machine that asks itself: the gate is wide open. */
    static Server startWide(Node node) {
        return start(node, ContactPages.FORMS, Admission.Settings.wide());
    }

    /** @param forms how many forms a minute are taken from one network */
    static Server start(Node node, int forms) {
        return start(node, forms, Admission.Settings.defaults());
    }

    private static Server start(Node node, int forms, Admission.Settings gate) {
        return start(
                node,
                new Options(
                        forms,
                        CheckMeter.NONE,
                        () -> node.catalogues().present().version() >= 0,
                        new Admission(gate)));
    }

    /**
     * What else there is to say.
     *
     * @param forms how many forms a minute are taken from one network
     * @param meter measures the checks
     * @param ready whether requests should come here
     * @param gate lets checks in, or turns them away
     */
    record Options(int forms, CheckMeter meter, BooleanSupplier ready, Admission gate) {}

    static Server start(Node node, Options options) {
        var config = node.config();
        var visitors = node.visitors();
        node.keep(VisitorKeeper.start(visitors));
        var origin = new Origin(config.web().addressHeader());
        var frame = new Frame(Languages.load(), site(config));
        var sources = new Pages.Sources(
                new Checks(node.verifier()),
                new PublishedNotices(node.catalogues()::present, node.clock()),
                new ShownPictures(node.pictures()::picture),
                Prints.printer());
        var receipts = frame.receipts(node.receipts());
        var items = new IssuedItems(node.catalogues()::present, node.verifier());
        var pages = new Pages(
                        sources,
                        frame,
                        new Callers(visitors, origin, config.web().countryHeader()))
                .signing(receipts)
                .measuredBy(options.meter())
                .behind(options.gate())
                .taking(new ProofIntake(
                        Prints::make,
                        new SentProofs(
                                items,
                                new ProofDesk(node.proofs(), node.recallStore(), node.clock(), new SecureRandom()))));
        var contact = node.forPersons()
                .map(persons -> new ContactPages(
                        frame,
                        persons.desks(items, new SentAnswers(node.verifier(), frame, receipts)),
                        () -> node.channels().contains(ContactAddress.Kind.PHONE),
                        new ContactPages.Limit(options.forms(), origin),
                        node.clock()));
        var shown = contact.map(c -> pages.offering(c::offers)).orElse(pages);
        var health = new Health(options.ready());
        var api = new Api(office(node), origin);
        var keys = node.ledger().stream()
                .flatMap(desk -> Stream.concat(
                        Stream.of(desk.key()), node.beside().stream().map(Cosigner::verifierKey)))
                .toList();
        var log = new LogPages(node.ledgerStore(), keys, config.log().isOpen());
        var receiptPages = new ReceiptPages(frame, node::receiptKeys);
        var drain = new Drain(config.web().drain());
        var builder = WebServer.builder()
                .host(config.web().host())
                .port(config.web().port())
                .shutdownHook(false)
                .shutdownGracePeriod(config.database().timeout().plus(WRITING))
                .routing(routing -> {
                    routing.addFilter(drain);
                    health.routing(routing);
                    api.routing(routing);
                    log.routing(routing);
                    contact.ifPresent(c -> c.routing(routing));
                    receiptPages.routing(routing);
                    shown.routing(routing);
                });
        shown.listener(builder);
        node.followChanges();
        return node.keep(new Server(builder.build().start(), drain));
    }

    private record Checks(Verifier verifier) implements Checker {
        @Override
        public Verdict check(Check check) {
            return verifier.check(check);
        }

        @Override
        public Verdict withoutStore(Check check) {
            return verifier.withoutStore(check);
        }
    }

    private static Office office(Node node) {
        var sources = new EffectivenessDesk.Sources(
                node.recallStore(), node.proofs(), node.scans(), node.told(), node::reachable);
        return new Office(
                node.access(),
                node.recallStore(),
                node.recalls(),
                node.remedies(),
                node.claims(),
                new EffectivenessDesk(
                        node.recalls(), sources, () -> node.catalogues().fresh().register()),
                node.catalogues()::fresh,
                personal(node),
                node.clock());
    }

    private static Supplier<PersonalDesks> personal(Node node) {
        var found = node.serviceDesks()
                .map(desks -> new PersonalDesks(
                        desks.persons(), desks.disputes(), desks.deliveries(), desks.messages(), desks.languages()));
        return () -> found.orElseThrow(
                () -> new RefusedException(
                        Fault.CONFLICT,
                        "there was no key store to seal personal data with when the server started. Make one, and start it again"));
    }

    int port() {
        return web.port();
    }

    /** Answers for a while longer and ends each connection by its answer, so that callers go elsewhere. */
    void leave() {
        drain.await();
    }

    /** Stops taking requests, lets those under way finish. */
    @Override
    public void close() {
        web.stop();
    }

    static Site site(Config config) {
        var site = config.site();
        return new Site(site.brand(), site.domain(), site.phone(), site.email(), site.law());
    }
}
