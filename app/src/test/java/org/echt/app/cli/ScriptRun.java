package org.echt.app.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;

/** One script on one installation in memory. */
final class ScriptRun {
    private static final Pattern VALUE = Pattern.compile("\\{([A-Z][A-Z0-9_]*)}");
    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{16,20}");

    private final String name;
    private final Path folder;
    private final MemoryStarter starter;
    private final Map<String, String> values = new HashMap<>();
    private final Random random = new Random(11);
    private boolean terminal;
    private int stopAfter = -1;

    ScriptRun(String name, Path folder) {
        this.name = name;
        this.folder = folder;
        this.starter = new MemoryStarter(folder);
    }

    /** Goes on behind a block that fails, and fails with all of them at the end. */
    void run(List<Script.Block> blocks) throws IOException {
        var wrong = new ArrayList<String>();
        for (var block : blocks) {
            try {
                run(block);
            } catch (AssertionError | IllegalArgumentException | NoSuchFileException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        if (!wrong.isEmpty()) {
            fail(String.join("\n==========\n", wrong));
        }
    }

    private void run(Script.Block block) throws IOException {
        switch (block.sign()) {
            case '>' -> command(block);
            case '@' ->
                Files.writeString(
                        folder.resolve(filled(block.text())), filled(String.join("\n", block.of(':')) + "\n"));
            case '~' -> clock(block.text());
            case '$' -> remember(block);
            default -> setting(block);
        }
    }

    private void clock(String text) {
        if (text.startsWith("P")) {
            starter.time().advance(Duration.parse(text));
        } else {
            starter.time().set(Instant.parse(text));
        }
    }

    /** {@code NAME file line}, or {@code NAME file line column}, columns from 1. */
    private void remember(Script.Block block) throws IOException {
        var words = block.text().split(" ");
        var line = Files.readAllLines(folder.resolve(words[1])).get(Integer.parseInt(words[2]) - 1);
        values.put(words[0], words.length > 3 ? line.split(",")[Integer.parseInt(words[3]) - 1] : line);
    }

    private void setting(Script.Block block) throws IOException {
        var words = filled(block.text()).split(" ");
        switch (words[0]) {
            case "terminal" -> terminal = true;
            case "pipe" -> terminal = false;
            case "stop-after" -> stopAfter = Integer.parseInt(words[1]);
            case "slow" -> starter.slow = Duration.parse(words[1]);
            case "proof" -> starter.sendProof(words[1], words[2], words[3]);
            case "broken" -> starter.broken = Boolean.parseBoolean(words[1]);
            case "cut" -> {
                var bytes = Files.readAllBytes(folder.resolve(words[1]));
                Files.write(
                        folder.resolve(words[1]),
                        java.util.Arrays.copyOf(bytes, bytes.length - Integer.parseInt(words[2])));
            }
            case "lines" -> {
                long lines = Files.readAllLines(folder.resolve(words[1])).stream()
                        .distinct()
                        .count();
                if (lines != Long.parseLong(words[2])) {
                    fail(at(block) + words[1] + " has " + lines + " different lines");
                }
            }
            case "no-file" -> {
                if (Files.exists(folder.resolve(words[1]))) {
                    fail(at(block) + words[1] + " exists");
                }
            }
            default -> fail(at(block) + "unknown setting " + words[0]);
        }
    }

    private void command(Script.Block block) {
        var words = Script.words(filled(block.text()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var input = block.of('<').isEmpty() ? "" : filled(String.join("\n", block.of('<')) + "\n");
        var streams = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                terminal,
                false);
        int left = stopAfter;
        stopAfter = -1;
        var surroundings =
                new Shell.Surroundings(folder, "jonas.kern", random, starter::nanos, () -> new CountedGuard(left));
        int exit = Cli.run(
                words.subList(1, words.size()).toArray(String[]::new), new Shell(streams, starter, surroundings));
        var data = out.toString(StandardCharsets.UTF_8);
        var talk = err.toString(StandardCharsets.UTF_8);
        int expected = block.of('?').isEmpty()
                ? 0
                : Integer.parseInt(block.of('?').getFirst().strip());
        var all = at(block) + block.text() + "\nexit " + exit + ", expected " + expected + "\n" + data + "---\n" + talk;
        if (exit != expected) {
            fail(all);
        }
        checkOut(block.of('|'), data.lines().toList(), all);
        checkErr(block.of('!'), talk.lines().toList(), all);
        checkNoCode(talk, all);
    }

    /** Every line of data in order; a line {@code ...} stands for any number of lines. */
    private void checkOut(List<String> expected, List<String> lines, String all) {
        int at = 0;
        boolean any = false;
        for (String line : expected) {
            if (line.equals("...")) {
                any = true;
                continue;
            }
            int found = at;
            while (found < lines.size() && !Expected.of(line, values).meets(lines.get(found), values)) {
                found = any ? found + 1 : lines.size();
            }
            if (found >= lines.size()) {
                fail("expected on stdout: " + line + "\n" + all);
            }
            at = found + 1;
            any = false;
        }
        if (!expected.isEmpty() && !any && at < lines.size()) {
            fail("unexpected on stdout: " + lines.get(at) + "\n" + all);
        }
    }

    /** Each of them on some line of the talk, in order. */
    private void checkErr(List<String> expected, List<String> lines, String all) {
        int at = 0;
        for (String line : expected) {
            while (at < lines.size() && !Expected.of(line, values).meets(lines.get(at), values)) {
                at++;
            }
            if (at++ >= lines.size()) {
                fail("expected on stderr: " + line + "\n" + all);
            }
        }
    }

    private static void checkNoCode(String talk, String all) {
        var found = CODE.matcher(talk.replace("-", "")).results().map(MatchResult::group);
        if (found.anyMatch(c -> CodeReader.read(c) instanceof Reading.Read)) {
            fail("a whole code on stderr\n" + all);
        }
        if (talk.contains("\tat ") || talk.contains("Exception:")) {
            fail("a stack trace\n" + all);
        }
    }

    private String filled(String text) {
        return VALUE.matcher(text).replaceAll(m -> {
            var value = values.get(m.group(1));
            if (value == null) {
                throw new IllegalArgumentException(name + ": no value " + m.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private String at(Script.Block block) {
        return name + ".txt:" + block.line() + ": ";
    }

    /** Wants the process to end after it was asked so many times; never for -1. */
    private static final class CountedGuard implements Interrupts.Guard {
        private int left;

        CountedGuard(int left) {
            this.left = left;
        }

        @Override
        public boolean stopping() {
            return left >= 0 && left-- == 0;
        }

        @Override
        public void close() {}
    }
}
