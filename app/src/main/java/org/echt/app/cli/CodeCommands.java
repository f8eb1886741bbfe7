package org.echt.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.verify.Check;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt code}: what about this code? */
@Command(
        name = "code",
        header = "Checks codes as a customer would, and proves that they were issued or not.",
        description = {
            "  echt code check 7Q4MXX-J2T9KD-3HV8YC",
            "  echt code prove 7Q4MXX-J2T9KD-3HV8YC --out proof.json"
        },
        subcommands = {CodeCommands.CheckCodes.class, CodeProve.class})
final class CodeCommands {
    private CodeCommands() {}

    /** What {@code --fail-on} can ask for. */
    enum Failing {
        /** Not issued, mistyped, or not our numbering. */
        NOT_ISSUED,
        /** A recall concerns it, may concern it, or cannot be ruled out. */
        AFFECTED,
        /** Its use looks as if there were copies. */
        COPIED;

        boolean in(Verdict verdict) {
            return switch (verdict) {
                case Verdict.NotIssued _, Verdict.Mistyped _, Verdict.Foreign _ -> this == NOT_ISSUED;
                case Verdict.Unavailable _ -> false;
                case Verdict.Issued issued ->
                    switch (this) {
                        case NOT_ISSUED -> false;
                        case AFFECTED -> issued.safety().worst().compareTo(Answer.REMEDIED) < 0;
                        case COPIED -> issued.usage().use() != org.echt.core.scan.ItemState.Use.NORMAL;
                    };
            };
        }
    }

    @Command(
            name = "check",
            header = "Answers for each code as the customer would be answered, and records the check.",
            description = {
                "  echt code check 7Q4MXX-J2T9KD-3HV8YC",
                "  echt code check --lang de \"https://id.acme.example/01/04012345000016/21/7Q4MXXJ2T9KD3HV8YC\"",
                "  echt code check --json --fail-on not-issued,affected - < codes.txt"
            })
    static final class CheckCodes extends Action.OnWorkbench {
        /** Checked side by side; the answers keep the order. */
        private static final int AT_ONCE = 256;

        @Parameters(
                arity = "1..*",
                paramLabel = "CODE",
                description = "What stands on the product, a link or a scan; - for lines of stdin.")
        List<String> codes = List.of();

        @Option(
                names = "--lang",
                paramLabel = "TAG",
                description = "Language of the answer. Default: ${DEFAULT-VALUE}.")
        String language = "en";

        @Option(
                names = "--fail-on",
                split = ",",
                paramLabel = "WHAT",
                description = "Exit with 3 on any of not-issued, affected, copied.")
        List<String> failOn = List.of();

        private int exit = Exit.FINE;
        private boolean first = true;

        CheckCodes(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var failing = failing();
            var waiting = new ArrayList<String>();
            for (String code : codes) {
                if (!code.equals("-")) {
                    waiting.add(code);
                    continue;
                }
                var lines = new BufferedReader(
                        new InputStreamReader(shell.terminal().in(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank()) {
                        waiting.add(line);
                    }
                    if (waiting.size() >= AT_ONCE || !lines.ready()) {
                        check(bench, waiting, failing, output);
                    }
                }
            }
            check(bench, waiting, failing, output);
            return exit;
        }

        private Set<Failing> failing() {
            var failing = EnumSet.noneOf(Failing.class);
            for (String name : failOn) {
                for (var possible : Failing.values()) {
                    if (Words.lower(possible).equals(name)) {
                        failing.add(possible);
                    }
                }
            }
            if (failing.size() < failOn.stream().distinct().count()) {
                throw Complaint.usage(
                        "--fail-on " + String.join(",", failOn) + " names something unknown",
                        "Possible are: not-issued, affected, copied");
            }
            return failing;
        }

        private void check(Workbench bench, List<String> waiting, Set<Failing> failing, Output output) {
            var verdicts = new ArrayList<Future<Verdict>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                waiting.forEach(
                        c -> verdicts.add(threads.submit(() -> bench.verifier().check(question(c)))));
            }
            for (int i = 0; i < verdicts.size(); i++) {
                answer(bench, waiting.get(i), resultOf(verdicts.get(i)), failing, output);
            }
            waiting.clear();
            shell.terminal().out().flush();
        }

        private static Verdict resultOf(Future<Verdict> finished) {
            if (finished.state() == Future.State.SUCCESS) {
                return finished.resultNow();
            }
            throw new IllegalStateException("a check failed", finished.exceptionNow());
        }

        private Check question(String code) {
            var texts = shell.starter().answers().textVersion();
            return new Check(code, null, null, Scan.Channel.COMMAND_LINE, language, texts, Visitor.NOBODY);
        }

        private void answer(Workbench bench, String asked, Verdict verdict, Set<Failing> failing, Output output) {
            var answers = shell.starter().answers();
            if (output.isJson()) {
                output.line(answers.json(verdict, asked, language, bench.receipts()));
            } else {
                if (!first) {
                    output.line("");
                }
                output.line(answers.text(verdict, language).stripTrailing());
            }
            first = false;
            if (failing.stream().anyMatch(f -> f.in(verdict))) {
                exit = Exit.CHECK;
            } else if (verdict instanceof Verdict.Unavailable && exit == Exit.FINE) {
                exit = Exit.FAILURE;
            }
        }
    }
}
