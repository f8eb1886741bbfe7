package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.bench.OpenLoop.Failure;

/** {@code bench/run load}: checks of any installation, at a rate that does not ask how it is. */
final class OpenLoad implements Trial {
    private static final Set<String> OPTIONS =
            Set.of("--rate", "--seconds", "--codes", "--connections", "--networks", "--address-header", "--patience");
    private static final Set<String> FLAGS = Set.of("--json", "--even");
    private static final int ROWS = 10;

    /** Holds when every question was answered, by 200 or a clean refusal. */
    @Override
    public boolean run(String[] args, PrintStream out) throws Exception {
        var arguments = Arguments.parse(args, OPTIONS, FLAGS);
        var targets = targets(arguments.rest());
        int rate = arguments.number("--rate", 100, 1, 1_000_000);
        int seconds = arguments.number("--seconds", 10, 1, 86_400);
        var questions = questions(codes(arguments), arguments.has("--json") ? "application/json" : "text/html");
        var plan = new OpenLoop.Plan(
                Pace.steady(rate, arguments.has("--even")),
                random -> questions.get(random.nextInt(questions.size())),
                Sources.headers(
                        arguments.text("--address-header", "X-Forwarded-For"),
                        arguments.number("--networks", 10_000, 0, 65_536)),
                arguments.number("--connections", 256, 1, 16_384),
                Duration.ofSeconds(arguments.number("--patience", 10, 1, 600)));
        long begin = System.nanoTime();
        var tally = new Tally(begin, Math.max(1, seconds / ROWS));
        var loop = new OpenLoop(targets, plan, tally);
        loop.run(begin, Duration.ofSeconds(seconds));
        tally.print(out, Map.of());
        print(tally, out);
        out.printf("%,12d  connections refused, and asked elsewhere or again%n", loop.refusals());
        boolean holds = tally.other() == 0;
        for (var failure : Failure.values()) {
            holds &= tally.failed(failure) == 0;
        }
        return holds;
    }

    private static void print(Tally tally, PrintStream out) {
        var good = tally.good();
        out.printf(
                "%n200, from when they were due: p50 %.1f ms, p90 %.1f, p99 %.1f, p99.9 %.1f, longest %.1f%n",
                good.millis(0.5), good.millis(0.9), good.millis(0.99), good.millis(0.999), good.millis(1));
        tally.printSaid(out);
    }

    static List<Target> targets(List<String> urls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("load needs the address of a server, like http://127.0.0.1:8080");
        }
        var targets = new ArrayList<Target>();
        for (var url : urls) {
            targets.add(Target.of(targets.size(), url));
        }
        return targets;
    }

    private static List<String> codes(Arguments arguments) throws IOException {
        var file = arguments.text("--codes", "");
        if (file.isEmpty()) {
            throw new IllegalArgumentException(
                    "load needs --codes FILE: a code, a path or a link a line, or what echt batch issue writes");
        }
        if (!Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException("--codes is " + file + ", which cannot be read");
        }
        try (var lines = Files.lines(Path.of(file))) {
            var codes = lines.map(line -> line.split("[,;\t]", 2)[0].strip())
                    .filter(code -> !code.isEmpty() && !code.equals("code"))
                    .toList();
            if (codes.isEmpty()) {
                throw new IllegalArgumentException("--codes is " + file + ", which has no codes");
            }
            return codes;
        }
    }

    private static List<Question> questions(List<String> codes, String accept) {
        var questions = new ArrayList<Question>();
        for (var code : codes) {
            questions.add(Question.get(questions.size(), path(code), accept));
        }
        return questions;
    }

    private static String path(String code) {
        if (code.startsWith("/")) {
            return code;
        }
        return code.startsWith("http") && code.contains("://")
                ? URI.create(code).getRawPath()
                : "/c/" + URLEncoder.encode(code.replace(" ", ""), StandardCharsets.UTF_8);
    }
}
