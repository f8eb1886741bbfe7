package org.echt.app.print;

import com.ibm.icu.text.Bidi;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What every document gets before its own styles, and what a document written from right to left needs besides. */
final class BaseStyle {
    /** The page has its margins; one more below the last line can fall on a page of its own. */
    private static final String ALWAYS = "body { margin: 0 } body > *:last-child { margin-bottom: 0 } ";

    /** What the library's own style sheet says of the left. */
    private static final String RIGHT_TO_LEFT =
            "ul, ol { padding-left: 0; padding-right: 40px } dd { margin-left: 0; margin-right: 40px }";

    private BaseStyle() {}

    static void apply(Document document) {
        var root = document.getDocumentElement();
        var head = only(document, "head");
        var body = only(document, "body");
        boolean rightToLeft = root.getAttribute("dir").equals("rtl");
        byte base = rightToLeft ? Bidi.RTL : Bidi.LEVEL_DEFAULT_LTR;
        for (var style : Manuscript.elements(document, "style")) {
            style.setTextContent(MarginText.inVisualOrder(style.getTextContent(), base));
        }
        if (rightToLeft) {
            // the root's direction is that of the page margins, too, and the library misplaces counters in such lines
            root.removeAttribute("dir");
            body.setAttribute("dir", "rtl");
        }
        var style = document.createElementNS(root.getNamespaceURI(), "style");
        style.setTextContent(rightToLeft ? ALWAYS + RIGHT_TO_LEFT : ALWAYS);
        head.insertBefore(style, head.getFirstChild());
    }

    private static Element only(Document document, String name) {
        var found = Manuscript.elements(document, name);
        if (found.size() != 1) {
            throw new IllegalArgumentException("the document has " + found.size() + " <" + name + ">, not one");
        }
        return found.getFirst();
    }
}
