package org.echt.app.print;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.bidi.BidiReorderer;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;

/**
 * Scripts written from right to left (Unicode annex 9) by ICU: letters joined into the shapes of their places, runs turned
 * into the order in which they are drawn. Thread-safe.
 */
final class RightToLeft implements BidiReorderer {
    private static final ArabicShaping JOIN = new ArabicShaping(
            ArabicShaping.TEXT_DIRECTION_LOGICAL | ArabicShaping.LETTERS_SHAPE | ArabicShaping.LENGTH_GROW_SHRINK);
    private static final ArabicShaping PART = new ArabicShaping(
            ArabicShaping.TEXT_DIRECTION_LOGICAL | ArabicShaping.LETTERS_UNSHAPE | ArabicShaping.LENGTH_GROW_SHRINK);

    private static final char FIRST_MARK_SHAPE = '\uFE70';
    /** The marks whose spacing shapes are U+FE70 to U+FE7F, in their order; two of those places are no marks. */
    private static final String MARKS =
            "\u064B\u064B\u064C\uFE73\u064D\uFE75\u064E\u064E\u064F\u064F\u0650\u0650\u0651\u0651\u0652\u0652";

    @Override
    public String reorderRTLTextToLTR(String text) {
        return Bidi.writeReverse(text, Bidi.DO_MIRRORING);
    }

    @Override
    public String shapeText(String text) {
        return joined(text);
    }

    @Override
    public String deshapeText(String text) {
        return shaped(PART, text);
    }

    /** Letters in the shapes of their places. Marks stay what they are, to be drawn over their letters. */
    static String joined(String text) {
        var joined = shaped(JOIN, text).toCharArray();
        for (int i = 0; i < joined.length; i++) {
            if (joined[i] >= FIRST_MARK_SHAPE && joined[i] < FIRST_MARK_SHAPE + MARKS.length()) {
                joined[i] = MARKS.charAt(joined[i] - FIRST_MARK_SHAPE);
            }
        }
        return new String(joined);
    }

    private static String shaped(ArabicShaping shaping, String text) {
        try {
            return shaping.shape(text);
        } catch (ArabicShapingException e) {
            throw new AssertionError("a text that may grow always fits", e);
        }
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }

    /** One paragraph, cut where its direction changes. */
    static final class Runs implements BidiSplitter {
        private final Bidi bidi = new Bidi();

        @Override
        public void setParagraph(String paragraph, byte direction) {
            bidi.setPara(paragraph, direction, null);
        }

        @Override
        public int countTextRuns() {
            return bidi.countRuns();
        }

        @Override
        public BidiTextRun getVisualRun(int index) {
            var run = bidi.getVisualRun(index);
            return new BidiTextRun(run.getStart(), run.getLength(), run.getDirection());
        }

        @Override
        public byte getBaseDirection(String paragraph) {
            return Bidi.getBaseDirection(paragraph);
        }
    }
}
