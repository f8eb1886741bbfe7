package org.echt.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.echt.app.cli.Workbench;
import org.echt.app.demo.Acme.Line;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SerialCode;
import org.echt.core.serial.SlotCodec;
import org.echt.core.verify.Check;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.Verdict;
import tools.jackson.databind.json.JsonMapper;

/** Asks the server, and holds each answer against what the factory knows. */
final class AnswerCheck {
    private static final int SAMPLE = 2_000;
    private static final int AT_ONCE = 256;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Factory factory;
    private final Workbench bench;
    private final SlotCodec codec;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    AnswerCheck(Factory factory, Workbench bench, SlotCodec codec, String address) {
        this.factory = factory;
        this.bench = bench;
        this.codec = codec;
        this.address = address;
    }

    /**
     * One shown code.
     *
     * @param what who it belongs to
     * @param path where to open it
     * @param expected issue state and safety answer that must come
     * @param answered those that came
     */
    record Row(String what, String path, String expected, String answered) {
        boolean right() {
            return expected.equals(answered);
        }
    }

    /**
     * Many answers.
     *
     * @param asked how many
     * @param wrong how many were not as they must be
     * @param text for people
     */
    record Many(long asked, long wrong, String text) {}

    String address() {
        return address;
    }

    /** What the server answers now on the laptop that had old firmware. */
    Row updated(String expected) throws IOException {
        var code = laptop(Cast.of(factory).updated()).text();
        return row("laptop whose firmware was updated", link(code), expected);
    }

    /**
     * The codes the story is about.
     *
     * @param notices ids of the recall and of the update
     */
    List<Row> cast(List<String> notices) throws IOException {
        var cast = Cast.of(factory);
        var affected = laptop(cast.affected()).text();
        return List.of(
                row("affected laptop", link(affected), "ISSUED AFFECTED"),
                row("unaffected laptop", link(laptop(cast.unaffected()).text()), "ISSUED NOT_AFFECTED"),
                updated("ISSUED NOT_AFFECTED"),
                row("remedied laptop", link(laptop(cast.remedied()).text()), "ISSUED REMEDIED"),
                row(
                        "laptop whose battery was changed",
                        link(laptop(cast.batteryChanged()).text()),
                        "ISSUED NOT_AFFECTED"),
                row(
                        "laptop with a refused line in its build record",
                        link(laptop(cast.incomplete()).text()),
                        "ISSUED POSSIBLY_AFFECTED"),
                row(
                        "laptop the ERP never exported",
                        link(laptop(cast.neverExported()).text()),
                        "ISSUED POSSIBLY_AFFECTED"),
                row("mistyped code", "/c/" + mistyped(affected), "MISTYPED UNKNOWN"),
                row("foreign code", "/c/4006381333931", "FOREIGN UNKNOWN"),
                row(
                        "code that was never issued",
                        "/c/" + codec.code(ItemNumber.of(9_999, 1)).text(),
                        "NOT_ISSUED UNKNOWN"),
                row(
                        "right code in a link with another product",
                        "/01/" + Acme.CELL.gtin() + "/21/" + affected,
                        "ISSUED AFFECTED"),
                row("the recall notice", "/r/" + notices.getFirst(), ""),
                row("the update notice", "/r/" + notices.getLast(), ""));
    }

    private static String link(String code) {
        return "/01/" + Acme.LAPTOP.gtin() + "/21/" + code;
    }

    private Row row(String what, String path, String expected) throws IOException {
        return new Row(what, path, expected, ask(path));
    }

    /** {@code ISSUED NOT_AFFECTED}, {@code MISTYPED}, ... as the server's JSON has it. */
    private String ask(String path) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "application/json")
                .build();
        try {
            var body =
                    JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
            var issue = body.path("issue").asString("");
            var safety = body.path("safety").path("answer").asString("");
            return (issue + " " + safety).strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking", e);
        }
    }

    /** Laptops drawn at random, asked over HTTP. */
    Many sample() {
        var drawn = new SplittableRandom(7).ints(SAMPLE, 0, factory.laptops()).toArray();
        return many("drawn at random, over HTTP", drawn, laptop -> {
            try {
                return ask(link(laptop(laptop).text()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Every laptop with a build record, by the verifier itself, each check recorded. */
    Many everyLaptop() {
        var all = IntStream.range(0, factory.laptops()).toArray();
        return many("with a build record, every check recorded durably", all, laptop -> {
            var check = new Check(
                    laptop(laptop).text(), null, null, Scan.Channel.COMMAND_LINE, "en", "demo", Visitor.NOBODY);
            var verdict = bench.verifier().check(check);
            return verdict instanceof Verdict.Issued issued
                    ? "ISSUED " + issued.safety().worst()
                    : IssueState.of(verdict).name();
        });
    }

    private Many many(String which, int[] laptops, IntFunction<String> ask) {
        int remedied = Cast.of(factory).remedied();
        var wrong = new AtomicLong();
        long began = System.nanoTime();
        var gate = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int laptop : laptops) {
                gate.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        var expected = laptop == remedied
                                ? "REMEDIED"
                                : factory.expected(laptop).name();
                        if (!("ISSUED " + expected).equals(ask.apply(laptop))) {
                            wrong.incrementAndGet();
                        }
                    } catch (RuntimeException e) {
                        wrong.incrementAndGet();
                    } finally {
                        gate.release();
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Many(
                laptops.length,
                wrong.get(),
                "%,d laptops %s: %d wrong; %,.0f answers/s"
                        .formatted(laptops.length, which, wrong.get(), laptops.length / seconds));
    }

    private SerialCode laptop(int n) {
        long item = factory.acme.item(Line.LAPTOPS, n);
        synchronized (codec) {
            return codec.code(item);
        }
    }

    /** One symbol wrong, as people do it. */
    private static String mistyped(String code) {
        char wrong = code.charAt(5) == 'E' ? '3' : 'E';
        return code.substring(0, 5) + wrong + code.substring(6);
    }
}
