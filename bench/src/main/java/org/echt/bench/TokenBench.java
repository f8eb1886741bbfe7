package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.keys.Keystore;
import org.echt.app.keys.TokenSettings;
import org.echt.core.keys.CodeKey;
import org.echt.core.serial.CodeCipher;
import org.echt.core.serial.CodeLength;

/**
 * Enciphering with the key in a PKCS#11 token beside the key in memory, by codes a call. {@code bench/run} makes a
 * SoftHSM2 token for it, or names yours: ECHT_TOKEN_LIBRARY, ECHT_TOKEN_LABEL, ECHT_TOKEN_PIN_FILE.
 */
final class TokenBench implements Bench {
    private static final int[] SIZES = {1, 256, 4096};
    private static final CodeLength LENGTH = CodeLength.L18;

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var folder = Files.createTempDirectory("echt-bench");
        var file = folder.resolve("keys.txt");
        try {
            var keystore = Keystore.ofToken(file, settings());
            keystore.create("bench-" + ProcessHandle.current().pid(), new SecureRandom());
            return contest(keystore.openSlot('A').key(), out);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder.resolve("keys.txt.lock"));
            Files.deleteIfExists(folder);
        }
    }

    private static List<Figure> contest(CodeKey token, PrintStream out) throws Exception {
        var contest = new Contest(2, 7);
        for (int size : SIZES) {
            contest.add("key in the token, codes a call: " + size, operations(size), work(token, size));
            contest.add("key in memory, codes a call: " + size, operations(size), work(Codes.SLOT.key(), size));
        }
        var outcomes = contest.run(out);
        var figures = new ArrayList<Figure>();
        for (int i = 0; i < SIZES.length; i++) {
            double inToken = outcomes.get(2 * i).perSecond();
            double inMemory = outcomes.get(2 * i + 1).perSecond();
            figures.add(new Figure(
                    "",
                    "token",
                    "encipher with the key in a token (SoftHSM2 unless named), codes a call: " + SIZES[i],
                    "%,.0f codes/s".formatted(inToken),
                    "key in memory, %,.0f codes/s".formatted(inMemory),
                    "%.3fx".formatted(inToken / inMemory),
                    "",
                    false));
        }
        return figures;
    }

    private static Contest.Work work(CodeKey key, int size) {
        var cipher = new CodeCipher(key, 'A', LENGTH);
        var hi = new long[size];
        var lo = new long[size];
        return () -> {
            for (int done = 0; done < operations(size); done += size) {
                cipher.encipher(hi, lo, size);
            }
        };
    }

    private static int operations(int size) {
        return size * Math.max(8, 2_000 / size);
    }

    private static TokenSettings settings() {
        var library = Path.of(named("ECHT_TOKEN_LIBRARY"));
        var pin = Path.of(named("ECHT_TOKEN_PIN_FILE"));
        return new TokenSettings(library, named("ECHT_TOKEN_LABEL"), pin, () -> read(pin));
    }

    private static String read(Path pin) {
        try {
            return Files.readString(pin).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String named(String variable) {
        var value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    variable + " is not set. Start with bench/run, with the package softhsm2 installed.");
        }
        return value;
    }
}
