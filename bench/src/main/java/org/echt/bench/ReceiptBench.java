package org.echt.bench;

import io.helidon.webserver.WebServer;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echt.app.answer.Languages;
import org.echt.app.answer.Notices;
import org.echt.app.answer.PublishedNotice;
import org.echt.app.answer.Receipts;
import org.echt.app.answer.Site;
import org.echt.app.cli.Workbench;
import org.echt.app.keys.Keystore;
import org.echt.app.limit.Admission;
import org.echt.app.link.Callers;
import org.echt.app.link.Frame;
import org.echt.app.link.NoticePrinter;
import org.echt.app.link.Pages;
import org.echt.app.link.ShownPictures;
import org.echt.app.link.Visitors;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.receipt.CodeCommitment;
import org.echt.core.receipt.ReceiptSigner;
import org.echt.core.receipt.Statement;
import org.echt.core.receipt.TextMark;
import org.echt.core.receipt.Told;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.verify.Headline;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.LinkCheck;

/**
 * What signed answers cost: receipts signed one by one and in groups, on one core; and checks over HTTP as JSON with
 * receipts and without, in turns. The two servers are the same but for the signer.
 */
final class ReceiptBench implements Bench {
    private static final int LAPTOPS = 20_000;
    private static final int ROUNDS = 3;
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final long SIGNING_NANOS = 1_000_000_000;
    private static final List<Integer> GROUPS = List.of(1, 8, 64, 256);

    /** One server, and its rounds. */
    private record Side(String name, Load load, List<Load.Outcome> rounds) {
        double perSecond() {
            return Contest.median(
                    rounds.stream().mapToDouble(Load.Outcome::perSecond).toArray());
        }

        double p99() {
            return Contest.median(rounds.stream().mapToDouble(Load.Outcome::p99).toArray());
        }

        double serverMicros() {
            return Contest.median(rounds.stream()
                    .mapToDouble(r -> (r.processNanos() - r.clientNanos()) / 1e3 / r.answers())
                    .toArray());
        }

        String spoken() {
            return "%,.0f/s, p99 %.0f ms, %.0f us CPU".formatted(perSecond(), p99(), serverMicros());
        }
    }

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var figures = new ArrayList<Figure>();
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            var keystore = Keystore.ofFile(world.stage().keystore());
            signing(keystore.receipts().signer(), figures, out);
            world.load();
            world.recall();
            var on = side("with receipts", world.bench().receipts(), world, scratch, options);
            var off = side("without", Receipts.Signer.NONE, world, scratch, options);
            out.println("an answer: " + on.load.once());
            for (var side : List.of(on, off)) {
                side.load.run(Duration.ZERO, FIRST_WARM_UP);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (var side : List.of(on, off)) {
                    side.rounds.add(side.load.run(WARM_UP, Duration.ofSeconds(options.seconds())));
                }
            }
            figures.add(compared(on, off, options, out));
        }
        return figures;
    }

    private static Figure compared(Side on, Side off, Options options, PrintStream out) {
        for (var side : List.of(on, off)) {
            long bad = side.rounds.stream().mapToLong(Load.Outcome::bad).sum();
            if (bad > 0) {
                throw new IllegalStateException(bad + " answers \"" + side.name + "\" were not 200");
            }
            out.println(side.name + ": " + side.spoken());
        }
        return new Figure(
                "",
                "receipts",
                "check over HTTP, JSON, recorded durably, with receipts, %d connections"
                        .formatted(options.connections()),
                on.spoken(),
                "without receipts, " + off.spoken(),
                "%.0f %%".formatted(100 * on.perSecond() / off.perSecond()),
                "",
                true);
    }

    private static Side side(String name, Receipts.Signer signer, World world, Scratch scratch, Options options) {
        var server = server(world.bench(), signer);
        scratch.keep(server::stop);
        var requests = world.demo().laptopPaths().stream()
                .map(path -> Load.get(path, "application/json", ""))
                .toList();
        return new Side(name, new Load(server.port(), requests, options.connections()), new ArrayList<>());
    }

    private static WebServer server(Workbench bench, Receipts.Signer signer) {
        var site = new Site("Acme", "id.acme.example", "", "", Jurisdiction.EU);
        var frame = new Frame(Languages.load(), site);
        var sources = new Pages.Sources(
                bench.verifier()::check,
                new NoNotices(),
                new ShownPictures(bench.pictures()::picture),
                new NoticePrinter((_, _, _, _) -> new byte[0]));
        var pages = new Pages(sources, frame, new Callers(new Visitors(InstantSource.system())))
                .signing(frame.receipts(signer))
                .behind(new Admission(Admission.Settings.wide()));
        var builder = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(pages::routing);
        pages.listener(builder);
        return builder.build().start();
    }

    /** Notices are not asked for here. */
    private static final class NoNotices implements Notices {
        @Override
        public List<PublishedNotice> open() {
            return List.of();
        }

        @Override
        public Optional<PublishedNotice> find(String id, int version) {
            return Optional.empty();
        }
    }

    private static void signing(ReceiptSigner signer, List<Figure> figures, PrintStream out) {
        double alone = 0;
        for (int size : GROUPS) {
            var group = statements(size);
            perSecond(signer, group);
            double rate = perSecond(signer, group);
            alone = size == 1 ? rate : alone;
            out.printf("receipts signed in groups of %d: %,.0f/s%n", size, rate);
            figures.add(new Figure(
                    "",
                    "receipts",
                    "receipts signed on one core, groups of " + size,
                    "%,.0f/s".formatted(rate),
                    "one by one, %,.0f/s".formatted(alone),
                    "%.1fx".formatted(rate / alone),
                    "",
                    true));
        }
    }

    private static double perSecond(ReceiptSigner signer, List<Statement> group) {
        long begin = System.nanoTime();
        long signed = 0;
        while (System.nanoTime() - begin < SIGNING_NANOS) {
            signed += signer.sign(group).size();
        }
        return signed * 1e9 / (System.nanoTime() - begin);
    }

    private static List<Statement> statements(int count) {
        var random = new Random(5);
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < count; i++) {
            var code = CodeCommitment.of("7WAH108NRZGWVM7DYC", random);
            var recalls = List.of(new Told.Concern("R-2026-014", 2, Answer.AFFECTED, Action.STOP_USE));
            var told = new Told.OfUnit(
                    Headline.STOP_USE,
                    Life.COMMISSIONED,
                    LinkCheck.NOTHING_CLAIMED,
                    Answer.AFFECTED,
                    Use.NORMAL,
                    recalls);
            var text = TextMark.of(TextMark.Form.JSON, "3f9c01d2a4b6", "en", new byte[1_000], code);
            var at = Instant.ofEpochMilli(1_790_000_000_000L + i);
            statements.add(new Statement("CHK-8F3K-22QX", at, 4711, told, text, code));
        }
        return statements;
    }
}
