package org.echt.app.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.ibm.icu.text.Bidi;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarginTextTest {
    private static String visual(String css) {
        return Pattern.compile("\\\\(\\p{XDigit}{6})")
                .matcher(MarginText.inVisualOrder(css, Bidi.RTL))
                .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }

    @Test
    void textAndCountersAreOrderedAsTheyAreSeen() {
        assertEquals(
                "@page { @bottom-center { content: \"\" counter(pages) \" ךותמ \" counter(page) \" דומע\"; color: red } }",
                visual(
                        "@page { @bottom-center { content: 'עמוד ' counter(page) \" מתוך \" counter(pages); color: red } }"));
    }

    @Test
    void foreignWordsAndBracketsKeepTheirOrder() {
        assertEquals("content: \"(K 200) םגד\"", visual("content: 'דגם (K 200)'"));
    }

    @Test
    void arabicLettersAreJoined() {
        assertEquals("content: \"\uFEFB\"", visual("content: 'لا'"));
        assertEquals("content: \"\uFE8D\u064B\uFEAD\uFEEE\uFED3\"", visual("content: 'فورًا'"));
    }

    @Test
    void escapesAreRead() {
        assertEquals("content: \"א\"\"", visual("content: '\\22 \\5D0'"));
        assertEquals("content: \"'א\"", visual("content: 'א\\''"));
    }

    @Test
    void everythingElseStaysAsItIs() {
        for (var css : new String[] {
            "p { color: red } @page { @top-left { content: 'Seite ' counter(page) ' von $1 \\\\ ' counter(pages) } }",
            "q::before { content: \"«;}\" } .content { margin: 0 }",
            "p::before { content: attr(title) } /* שלום */",
            ""
        }) {
            assertEquals(css, MarginText.inVisualOrder(css, Bidi.RTL));
        }
    }

    @Test
    void tooManyCountersAreRefused() {
        var css = "content: 'א'" + " counter(page)".repeat(51);
        assertThrows(IllegalArgumentException.class, () -> MarginText.inVisualOrder(css, Bidi.RTL));
    }
}
