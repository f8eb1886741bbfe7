package org.echt.bench;

import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Cipher;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordList;
import org.echt.core.serial.WordLists;

/** T1: codes issued on one core, formatted and with their check symbols. */
final class IssueBench implements Bench {
    private static final int CODES = 4_000_000;
    private static final int ORACLE_CODES = 40_000;
    private static final int CHUNK = 4_096;
    private static final CodeLength LENGTH = CodeLength.L18;

    /** FF1 has ten rounds, each one block of AES. */
    private static final int BLOCKS_PER_CODE = 10;

    private static final int AES_CHUNK = 4_096;

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var withWords = new SlotCodec(Codes.SLOT, LENGTH, WordLists.standard());
        var plain = new SlotCodec(Codes.SLOT, LENGTH, WordList.NONE);
        var oracle = new OracleFf1(true, Codes.key(), LENGTH.bodySymbols);
        var aes = Codes.SLOT.key().encryptor();
        var outcomes = new Contest(3, 7)
                .add("Echt, avoiding the standard words", CODES, () -> issue(withWords))
                .add("Echt, without a word list", CODES, () -> issue(plain))
                .add("BouncyCastle FF1, body only", ORACLE_CODES, () -> oracle.run(ORACLE_CODES))
                .add("ten blocks of AES a code, nothing else", CODES, () -> blocks(aes))
                .run(out);
        var words = outcomes.get(0);
        double toOracle = outcomes.get(2).cpuNanos() / words.cpuNanos();
        double toAes = outcomes.get(3).cpuNanos() / words.cpuNanos();
        double plainToAes = outcomes.get(3).cpuNanos() / outcomes.get(1).cpuNanos();
        var figure = "%.1f M codes/s per core".formatted(words.perCore() / 1e6);
        return List.of(
                new Figure(
                        "T1",
                        "issue",
                        "issue codes of 18 symbols, words avoided",
                        figure,
                        "BouncyCastle FF1, %.2f M/s".formatted(outcomes.get(2).perCore() / 1e6),
                        "%.0fx".formatted(toOracle),
                        ">= 80x",
                        toOracle >= 80),
                new Figure(
                        "T1",
                        "issue",
                        "the same",
                        figure,
                        "its AES blocks alone, %.1f M codes/s"
                                .formatted(outcomes.get(3).perCore() / 1e6),
                        "%.0f %% (without words %.0f %%)".formatted(100 * toAes, 100 * plainToAes),
                        ">= 50 %",
                        toAes >= 0.5));
    }

    private static void issue(SlotCodec codec) {
        var lines = new byte[CHUNK * (LENGTH.symbols + 1)];
        for (int index = 0; index < CODES; index += CHUNK) {
            codec.write(1, index, Math.min(CHUNK, CODES - index), lines, 0);
        }
    }

    private static void blocks(Cipher aes) throws GeneralSecurityException {
        var in = new byte[AES_CHUNK];
        var out = new byte[AES_CHUNK];
        long blocks = (long) CODES * BLOCKS_PER_CODE;
        for (long done = 0; done < blocks; done += AES_CHUNK / 16) {
            aes.update(in, 0, AES_CHUNK, out, 0);
        }
    }
}
