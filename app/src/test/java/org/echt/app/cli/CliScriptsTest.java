package org.echt.app.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every script of app/src/test/resources/cli, each on an installation of its own. */
@Tag("slow")
final class CliScriptsTest {
    @TempDir
    Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> scripts() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/cli"))) {
            var scripts =
                    files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
            assertFalse(scripts.isEmpty());
            return scripts.stream().map(s -> DynamicTest.dynamicTest(name(s), () -> run(s)));
        }
    }

    private void run(Path script) throws IOException {
        var own = Files.createDirectory(folder.resolve(name(script)));
        examples(own);
        List<Script.Block> blocks = Script.parse(Files.readAllLines(script));
        new ScriptRun(name(script), own).run(blocks);
    }

    /** The examples as they lie beside the program. */
    static void examples(Path folder) throws IOException {
        var target = Files.createDirectory(folder.resolve("examples"));
        try (var files = Files.list(Path.of("../examples"))) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
            }
        }
    }

    private static String name(Path script) {
        return String.valueOf(script.getFileName()).replace(".txt", "");
    }
}
