package org.echt.app.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SoftHSM2 with a few tokens of its own in a temporary folder. A library has one configuration in a process, so all tests
 * of a JVM share it, each under an issuer's name of its own.
 */
final class SoftToken {
    static final String LABEL = "echt test";
    static final String SECOND = "another";
    /** Nobody logs into it with the right PIN. */
    static final String SHUT = "shut";
    /** Taken away by one test. */
    static final String REMOVED = "removed";

    static final String PIN = "2468-echt";

    private static final List<String> PLACES = List.of(
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib64/softhsm/libsofthsm.so",
            "/usr/local/lib/softhsm/libsofthsm2.so");
    private static final AtomicInteger ISSUERS = new AtomicInteger();
    private static final Path FOLDER = start();

    private SoftToken() {}

    static TokenSettings settings() {
        return settings(LABEL, PIN);
    }

    static TokenSettings settings(String label, String pin) {
        return new TokenSettings(library(), label, FOLDER.resolve("pin.txt"), () -> pin);
    }

    static String newIssuer() {
        return "issuer-" + ISSUERS.incrementAndGet();
    }

    static Path library() {
        return PLACES.stream()
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("SoftHSM2 is not installed: package softhsm2"));
    }

    private static Path start() {
        try {
            var folder = Files.createTempDirectory("echt-token");
            folder.toFile().deleteOnExit();
            Files.createDirectory(folder.resolve("tokens"));
            var conf = folder.resolve("softhsm2.conf");
            Files.writeString(
                    conf, "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
            for (var label : List.of(LABEL, SECOND, SHUT, REMOVED)) {
                initialise(conf, label);
            }
            setEnvironment("SOFTHSM2_CONF", conf.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no SoftHSM2 token could be made; package softhsm2", e);
        }
    }

    private static void initialise(Path conf, String label) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        label,
                        "--so-pin",
                        "1357-echt",
                        "--pin",
                        PIN)
                .redirectErrorStream(true);
        command.environment().put("SOFTHSM2_CONF", conf.toString());
        var process = command.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("softhsm2-util: " + said);
        }
    }

    /** For the library, which reads the process's own environment and not Java's copy of it. */
    @SuppressWarnings("restricted")
    private static void setEnvironment(String name, String value) {
        var linker = Linker.nativeLinker();
        var setenv = linker.downcallHandle(
                linker.defaultLookup().find("setenv").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            int answer = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (answer != 0) {
                throw new IllegalStateException("setenv answers " + answer);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends every session of a token, as taking it out does. */
    @SuppressWarnings("restricted")
    static void takeOut(String label) {
        var call = Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup(library(), Arena.global())
                                .find("C_CloseAllSessions")
                                .orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        try {
            long answer = (long) call.invokeExact(Cryptoki.slot(settings(label, PIN)));
            if (answer != 0) {
                throw new IllegalStateException("C_CloseAllSessions answers " + answer);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
