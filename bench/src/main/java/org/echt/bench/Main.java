package org.echt.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line: {@code bench/run COMMAND [--seconds N] [--connections N] [--into FILE]}. */
public final class Main {
    private static final Map<String, Bench> BENCHES = new LinkedHashMap<>();

    static {
        BENCHES.put("issue", new IssueBench());
        BENCHES.put("issuance", new IssuanceBench());
        BENCHES.put("file", new FileBench());
        BENCHES.put("check", new CheckBench());
        BENCHES.put("http", new HttpBench());
        BENCHES.put("cost", new CostBench());
        BENCHES.put("start", new StartBench());
        BENCHES.put("import", new ImportBench());
        BENCHES.put("log", new LogBench());
        BENCHES.put("space", new SpaceBench());
        BENCHES.put("impact", new ImpactBench());
        BENCHES.put("drill", new DrillBench());
        BENCHES.put("mail", new MailBench());
        BENCHES.put("webhook", new WebhookBench());
        BENCHES.put("pades", new PadesBench());
        BENCHES.put("token", new TokenBench());
        BENCHES.put("receipts", new ReceiptBench());
        BENCHES.put("scans", new ScanBench());
        BENCHES.put("signals", new SignalsBench());
    }

    private static final List<String> TARGETS =
            List.of("issue", "file", "check", "http", "import", "impact", "drill", "space", "start");

    private static final Map<String, Trial> TRIALS =
            Map.of("load", new OpenLoad(), "recall-day", new RecallDay(), "soak", new Soak());

    /** Kept here, or the logging system forgets it and its level. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final String USAGE = """
            Usage: bench/run COMMAND [OPTIONS]
              issue    codes issued on one core, beside BouncyCastle and bare AES
              issuance roots over all codes of batches, beside making the codes; a path of one code
              file     10 million codes to a file, beside copying that file
              check    checks in process, beside one FF1 decryption
              http     checks over HTTP with PostgreSQL, beside naive and constant servers
              cost     where the processor time of a check over HTTP goes, part by part
              start    from the start of the program to its first answer
              import   an as-built export of 1 million rows, beside a bare COPY
              space    what 1 billion issued codes take in the database
              impact   what 100,000 parts concern among 10 million installations, beside recursive SQL
              drill    a recall over 10 million items, step by step, until three nodes answer by it
              mail     letters by SMTP, beside the plain library
              webhook  signed and recorded webhooks, beside the JDK's client
              pades    PDF signatures
              token    codes with the key in a PKCS#11 token, beside the key in memory
              receipts checks over HTTP with signed receipts, beside none; signatures alone and in groups
              scans    what copy signals cost the record of checks, and the count of a day
              signals  copy signals over half a year of invented people: false alarms, burners, copies found
              targets  what there are targets for: issue, file, check, http, import, impact, drill, space, start
              all      all of them
            Trials hold or do not, and say so by their exit code (0, 1):
              load URL... --rate N --seconds S --codes FILE [--json] [--even]
                       checks of any installation as people come, whether or not it keeps up
              recall-day [--seconds N] [--connections N]
                       a recall, a widening, kill -9 of a node and of the database, at three times the capacity (600 s)
              soak [--minutes N]
                       mixed load at 60 % of the capacity: neither memory nor latency may grow (60 min)
            Options:
              --seconds N      of each measured round of http and cost (default 5)
              --connections N  of their load (default 256; of cost 64 at most)
              --rounds N       how often start starts each (default 3)
              --flame FILE     put a picture of cost into this file: an SVG flame graph of a JSON check
              --into FILE      put the table between this file's markers, too
            Options of load, and what they are without:
              --codes FILE     a code, a path or a link a line, or what echt batch issue writes
              --json           asked as programs do; otherwise as browsers
              --even           at equal distances; otherwise as people come (Poisson)
              --connections N  to each server at most (256); who finds none free waits, and the wait counts
              --patience S     given up after this (10 s)
              --networks N     who asks comes from this many networks (10000; 0 says nothing of it) ...
              --address-header NAME  ... named in this header (X-Forwarded-For): the server's web.address-header
            """;

    private Main() {}

    /** Exit code 0 when measured, whether or not targets are met; 1 when a trial does not hold; 64 for a wrong command line. */
    public static void main(String[] args) throws Exception {
        var out = System.out;
        ROOT.setLevel(Level.WARNING);
        Options options;
        List<String> names;
        try {
            var trial = args.length == 0 ? null : TRIALS.get(args[0]);
            if (trial != null) {
                out.println(Machine.describe());
                System.exit(trial.run(args, out) ? 0 : 1);
            }
            names = args.length == 0 ? List.of() : names(args[0]);
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run: " + e.getMessage());
            System.exit(64);
            return;
        }
        if (names.isEmpty()) {
            out.print(USAGE);
            return;
        }
        run(names, options, out);
    }

    private static List<String> names(String command) {
        if (command.equals("help") || command.equals("--help")) {
            return List.of();
        }
        if (command.equals("all")) {
            return List.copyOf(BENCHES.keySet());
        }
        if (command.equals("targets")) {
            return TARGETS;
        }
        if (!BENCHES.containsKey(command)) {
            throw new IllegalArgumentException("no command \"" + command + "\". Maybe bench/run help?");
        }
        return List.of(command);
    }

    private static void run(List<String> names, Options options, PrintStream out) throws Exception {
        out.println(Machine.describe());
        var figures = new ArrayList<Figure>();
        for (var name : names) {
            var bench = BENCHES.get(name);
            if (bench == null) {
                throw new IllegalStateException(name);
            }
            out.println();
            out.println("== " + name);
            figures.addAll(bench.measure(options, out));
        }
        out.println();
        var table = Figure.table(figures);
        out.print(table);
        if (options.into() != null) {
            FigurePage.replace(Path.of(options.into()), figures);
        }
    }
}
