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

    /*
     * Why this is fast.
     *
     * Nearly every code spells nothing, so what counts is how soon that is known. A word begins with a run of four
     * symbols, and whatever run of four stands in a code, one of any two neighbouring places sees three of it in a row.
     * So it is enough to look at every second place for three symbols that are the first or the last three of such a
     * run: eight to ten look-ups in 32,768 bits, which stay in the first-level cache (the bits of all runs of four do
     * not), and no loop. Some three codes in ten pass by chance; only around the places seen, the runs themselves are
     * looked up, and only a run that a word begins with is compared with the words.
     *
     * A place is named by the number of symbols behind it, and every second one is taken from the end of each of the two
     * longs on, with one more across the gap: of any neighbouring two, one is among them at every length.
     */
    private static final int WINDOW = (1 << (5 * MIN_LETTERS)) - 1;
    private static final int THREE = (1 << (5 * (MIN_LETTERS - 1))) - 1;

    private final String id;
    /** One bit for every three symbols: are they the first or the last three of a run that a word begins with? */
    private final long[] threes = new long[(THREE + 1) >> 6];
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
            set(begins, run);
            set(threes, run >> 5);
            set(threes, run & THREE);
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
        long head = format.readHead(ascii, 0);
        long tail = format.readTail(ascii, 0);
        return spells(places(head, tail, code.length()), head, tail, code.length());
    }

    /** The same over a code in two longs, see {@link CodeFormat}, whose {@link #places} are known. */
    boolean spells(long places, long head, long tail, CodeLength length) {
        long left = places;
        while (left != 0) {
            int after = Long.numberOfTrailingZeros(left);
            if (spellsAt(after, head, tail, length) || spellsAt(after - 1, head, tail, length)) {
                return true;
            }
            left &= left - 1;
        }
        return false;
    }

    /**
     * Where a word may be, each place by the number of symbols behind it: none in most codes that spell nothing, and at once,
     * without a branch that the processor could guess wrong.
     */
    long places(long head, long tail, CodeLength length) {
        int tailSymbols = length.symbols - length.bodySymbols / 2 - 1;
        long across = three(head << 10 | tail >>> (5 * (tailSymbols - 2)), 0);
        long inHead = three(head, 0) | three(head, 2) | three(head, 4);
        long inTail = three(tail, 0) | three(tail, 2) | three(tail, 4) | three(tail, 6);
        if (length == CodeLength.L20) {
            inHead |= three(head, 6);
            inTail |= three(tail, 8);
        }
        return inTail | inHead << tailSymbols | across << (tailSymbols - 2);
    }

    /** Bit {@code after}: may the three symbols with so many others behind them belong to a word? */
    private long three(long symbols, int after) {
        int three = (int) (symbols >>> (5 * after)) & THREE;
        return (threes[three >> 6] >>> three & 1) << after;
    }

    /** Whether a word begins with the run of four that has so many symbols behind it, and goes on as the code does. */
    private boolean spellsAt(int after, long head, long tail, CodeLength length) {
        if (after < 0 || after > length.symbols - MIN_LETTERS) {
            return false;
        }
        int tailSymbols = length.symbols - length.bodySymbols / 2 - 1;
        int run = (int) from(head, tail, tailSymbols, after) & WINDOW;
        return (begins[run >> 6] >>> run & 1) != 0
                && anyAt(wordsOfRun[Arrays.binarySearch(runs, run)], head, tail, tailSymbols, after);
    }

    /** The symbols of a code that are followed by {@code after} others, the last one in the lowest bits. */
    private static long from(long head, long tail, int tailSymbols, int after) {
        return after < tailSymbols
                ? head << (5 * (tailSymbols - after)) | tail >>> (5 * after)
                : head >>> (5 * (after - tailSymbols));
    }

    private static void set(long[] bits, int place) {
        bits[place >> 6] |= 1L << place;
    }

    /** @param after symbols behind the run that these words begin with */
    private static boolean anyAt(int[][] words, long head, long tail, int tailSymbols, int after) {
        for (int[] word : words) {
            int left = after;
            int i = MIN_LETTERS;
            while (i < word.length
                    && left > 0
                    && (word[i] >> (from(head, tail, tailSymbols, left - 1) & 31) & 1) != 0) {
                i++;
                left--;
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
