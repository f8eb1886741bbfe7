package org.echt.app.link;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The installed Chromium, driven by the installed node. Paths by system property: {@code echt.chromium}, {@code echt.node},
 * and {@code echt.axe} for {@code axe.min.js} (else {@code npm ci} puts it into {@code app/target/npm}). A test that needs
 * one that is missing fails; it is never skipped.
 */
public final class Chrome implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    public Chrome() {
        var chromium = tool("echt.chromium", "/usr/bin/chromium", "Debian: apt-get install chromium");
        var node = tool("echt.node", "/usr/bin/node", "Debian: apt-get install nodejs");
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    public Browser browser() {
        return browser;
    }

    /** The source of axe-core. */
    public static String axe() {
        var given = System.getProperty("echt.axe", "");
        try {
            return Files.readString(given.isEmpty() ? installAxe() : Path.of(given));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read axe-core; set -Decht.axe=path/to/axe.min.js", e);
        }
    }

    private static Path installAxe() throws IOException {
        var app = Path.of(System.getProperty("echt.root", "..")).resolve("app").toAbsolutePath();
        var folder = Files.createDirectories(app.resolve("target/npm"));
        var axe = folder.resolve("node_modules/axe-core/axe.min.js");
        if (!Files.exists(axe)) {
            for (var name : List.of("package.json", "package-lock.json")) {
                Files.write(
                        folder.resolve(name),
                        Files.readAllBytes(app.resolve("src/test/npm").resolve(name)));
            }
            install(folder);
        }
        return axe;
    }

    private static void install(Path folder) throws IOException {
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(npm.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (npm.waitFor() != 0) {
                throw new IOException("npm ci failed; set -Decht.axe=path/to/axe.min.js instead\n" + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path tool(String property, String usual, String install) {
        var path = Path.of(System.getProperty(property, usual));
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException("the page tests need " + path + ", which is missing. " + install
                    + ", or set -D" + property + "=path");
        }
        return path;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
