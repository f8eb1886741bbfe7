package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The ten lines of the README, run as they stand there, with what the reader fills in filled in. */
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("echt.root"));
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(<[^>]*>)|(\\S+)");

    private String hash = "";

    @Test
    void theTenLinesWork() throws Exception {
        try (var install = Install.bare()) {
            var lines = examples();
            assertEquals(15, lines.size(), lines.toString());
            for (var line : lines) {
                if (line.startsWith("asbuilt import")) {
                    asBuilt(install);
                }
                run(install, line);
            }
        }
    }

    private static List<String> examples() throws IOException {
        var readme = Files.readString(ROOT.resolve("README.md"));
        var section = readme.substring(readme.indexOf("## From keys to recall"));
        var block = section.substring(section.indexOf("```\n") + 4);
        return block.substring(0, block.indexOf("```"))
                .lines()
                .map(line -> line.replaceFirst("^\\./echt ", "").replaceFirst("\\s+#.*", ""))
                .toList();
    }

    private void run(Install install, String line) throws Exception {
        var words = new ArrayList<String>();
        for (var m = WORD.matcher(line); m.find(); ) {
            words.add(filledIn(install, m.group(1), m.group(2), m.group(3), m.group(4)));
        }
        if (line.startsWith("recall approve")) {
            words.addAll(List.of("--confirm-count", "1000")); // a person at a terminal is asked
        }
        if (line.startsWith("user add") || line.startsWith("sign-in")) {
            var password = Files.writeString(install.folder().resolve("password"), "two persons, four eyes");
            words.addAll(List.of("--password-file", password.toString()));
        }
        var said = install.run(words.toArray(new String[0])).out();
        if (line.startsWith("recall preview")) {
            hash = said.lines()
                    .filter(l -> l.startsWith("hash"))
                    .findFirst()
                    .orElseThrow()
                    .split("\t")[1];
        }
        if (line.startsWith("code check")) {
            assertTrue(said.contains("Product safety recall"), said);
        }
    }

    private String filledIn(Install install, String quoted, String doubleQuoted, String asked, String plain)
            throws IOException {
        if (asked != null) {
            return asked.contains("hash") ? hash : code(install, "laptops.csv", 0);
        }
        if (plain == null) {
            return quoted != null ? quoted : doubleQuoted;
        }
        if (plain.startsWith("examples/")) {
            return ROOT.resolve(plain).toString();
        }
        return plain.endsWith(".csv") ? install.folder().resolve(plain).toString() : plain;
    }

    /** Laptop n holds cell n. */
    private static void asBuilt(Install install) throws IOException {
        var rows = new ArrayList<>(List.of("parent,part,installed,removed"));
        for (int n = 0; n < 1_000; n++) {
            rows.add(code(install, "laptops.csv", n) + "," + code(install, "cells.csv", n) + ",2026-03-02,");
        }
        Files.write(install.folder().resolve("as-built.csv"), rows);
    }

    private static String code(Install install, String file, int n) throws IOException {
        return Files.readAllLines(install.folder().resolve(file)).get(n + 1).split(",")[0];
    }
}
