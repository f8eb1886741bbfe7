package org.echt.core.serial;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Words that no code may spell, look-alike symbols included (spec/serial-code.md, "Words"). Immutable, thread-safe.
 */
public final class WordList {
    /** Shorter words are left out: random codes are full of them. */
    public static final int MIN_LETTERS = 4;
    /** Spells nothing; its id is the empty text. */
    public static final WordList NONE = new WordList("", List.of());

    private static final int WINDOW = (1 << (5 * MIN_LETTERS)) - 1;
    private static final int THREE = (1 << (5 * (MIN_LETTERS - 1))) - 1;

    private final String id;
    /** One bit for every possible run of four symbols: does a word begin so? */
    private final long[] begins = new long[(WINDOW + 1) >> 6];
    /** Every run that a word begins with, ascending, and beside it these words as sets of symbols. */
    private final int[] runs;

    private final int[][][] wordsOfRun;

    private WordList(String id, Collection<String> words) {
        this.id = id;
        var byRun = new TreeMap<Integer, List<int[]>>();
        for (String word : words) {
            int[] sets = word.chars().map(WordList::symbolsFor).toArray();
            addRuns(sets, 0, 0, byRun);
        }
        this.runs = byRun.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.wordsOfRun =
                byRun.values().stream().map(list -> list.toArray(int[][]::new)).toArray(int[][][]::new);
        for (int run : runs) {
            begins[run >> 6] |= 1L << run;
        }
    }

    /**
     * A list of words in any spelling: accents and case do not matter, words of fewer than {@value #MIN_LETTERS} letters
     * or with anything but letters and digits are left out.
     *
     * @param version names the edition, for example {@code 2026.1}; the words' hash is added to it
     */
    public static WordList of(String version, Collection<String> words) {
        var kept = new TreeSet<String>();
        for (String word : words) {
            String plain = plain(word);
            if (plain.length() >= MIN_LETTERS && plain.chars().allMatch(c -> symbolsFor(c) != 0)) {
                kept.add(plain);
            }
        }
        return new WordList(version + "-" + hash(kept), kept);
    }

    /** Version and hash of the words: what a batch remembers. */
    public String id() {
        return id;
    }

    /** True when a word of this list stands anywhere in {@code code}. */
    public boolean spells(SerialCode code) {
        byte[] ascii = code.ascii();
        CodeFormat format = CodeFormat.of(code.length());
        return spells(format.readHead(ascii, 0), format.readTail(ascii, 0), code.length());
    }

    /** The same over a code in two longs, see {@link CodeFormat}. */
    boolean spells(long head, long tail, CodeLength length) {
        if (runs.length == 0) {
            return false;
        }
        int headSymbols = length.bodySymbols / 2 + 1;
        int tailSymbols = length.symbols - headSymbols;
        long middle = (head & THREE) << 15 | (tail >>> (5 * (tailSymbols - 3)) & THREE);
        long hit = hits(head, headSymbols) | hits(middle, 6) | hits(tail, tailSymbols);
        return (hit & 1) != 0 && spellsOne(head, tail, headSymbols, tailSymbols);
    }

    private long hits(long symbols, int count) {
        long hit = 0;
        for (int shift = 5 * (count - MIN_LETTERS); shift >= 0; shift -= 5) {
            int run = (int) (symbols >>> shift) & WINDOW;
            hit |= begins[run >> 6] >>> run;
        }
        return hit;
    }

    /** The exact answer, after some run of four symbols was seen that a word begins with. */
    private boolean spellsOne(long head, long tail, int headSymbols, int tailSymbols) {
        int n = headSymbols + tailSymbols;
        int[] code = new int[n];
        for (int i = 0; i < n; i++) {
            long half = i < headSymbols ? head >>> (5 * (headSymbols - 1 - i)) : tail >>> (5 * (n - 1 - i));
            code[i] = (int) half & 31;
        }
        for (int at = 0; at + MIN_LETTERS <= n; at++) {
            int run = code[at] << 15 | code[at + 1] << 10 | code[at + 2] << 5 | code[at + 3];
            int place = Arrays.binarySearch(runs, run);
            if (place >= 0 && anyAt(wordsOfRun[place], code, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyAt(int[][] words, int[] code, int at) {
        for (int[] word : words) {
            int i = MIN_LETTERS;
            while (i < word.length && at + i < code.length && (word[i] >> code[at + i] & 1) != 0) {
                i++;
            }
            if (i == word.length) {
                return true;
            }
        }
        return false;
    }

    private static void addRuns(int[] word, int letters, int run, Map<Integer, List<int[]>> byRun) {
        if (letters == MIN_LETTERS) {
            byRun.computeIfAbsent(run, _ -> new ArrayList<>()).add(word);
            return;
        }
        for (int value = 0; value < 32; value++) {
            if ((word[letters] >> value & 1) != 0) {
                addRuns(word, letters + 1, run << 5 | value, byRun);
            }
        }
    }

    /** The symbols that look like a letter, one bit each; 0 for what is no upper-case letter or digit. */
    private static int symbolsFor(int letter) {
        String looks = switch (letter) {
            case 'O' -> "0";
            case 'I', 'L' -> "1";
            case 'E' -> "E3";
            case 'A' -> "A4";
            case 'S' -> "S5";
            case 'T' -> "T7";
            case 'B' -> "B8";
            case 'G' -> "G6";
            case 'Z' -> "Z2";
            case 'U' -> "V";
            default -> Character.toString(letter);
        };
        int set = 0;
        for (int i = 0; i < looks.length(); i++) {
            set |= Alphabet.isSymbol(looks.charAt(i)) ? 1 << Alphabet.value(looks.charAt(i)) : 0;
        }
        return set;
    }

    private static String plain(String word) {
        String upper = word.strip().toUpperCase(Locale.ROOT).replace("Ł", "L");
        return Normalizer.normalize(upper, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private static String hash(Iterable<String> words) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                sha.update((word + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return id.isEmpty() ? "no words" : id;
    }
}
