package org.echt.app.print;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The parsed document and what it says of itself. */
record Manuscript(Document document, String title, String language) {
    /** What the library would leave out, or would look for typefaces of the machine for. */
    private static final Set<String> NOT_PRINTED = Set.of(
            "audio",
            "button",
            "canvas",
            "embed",
            "form",
            "iframe",
            "input",
            "math",
            "object",
            "script",
            "select",
            "svg",
            "textarea",
            "video");

    Manuscript {
        if (title.isEmpty()) {
            throw new IllegalArgumentException("the document has no title. Maybe <title> is missing in <head>");
        }
        if (language.isEmpty()) {
            throw new IllegalArgumentException("the document has no language. Maybe <html lang=\"...\"> is missing");
        }
        try {
            language = new Locale.Builder().setLanguageTag(language).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(
                    "lang of the document is \"" + language + "\". Maybe \"en\" was meant", e);
        }
    }

    /** Parses a document that shows no other pictures than those. */
    static Manuscript parse(String xhtml, Set<String> pictures) {
        var document = document(xhtml);
        for (var element : elements(document, "*")) {
            check(element, pictures);
        }
        var titles = elements(document, "title");
        var title = titles.isEmpty() ? "" : titles.getFirst().getTextContent();
        var language = document.getDocumentElement().getAttribute("lang");
        return new Manuscript(document, title.strip().replaceAll("\\s+", " "), language);
    }

    /** All of that name, in document order; a copy. */
    static List<Element> elements(Document document, String name) {
        var found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static void check(Element element, Set<String> pictures) {
        var name = element.getTagName();
        if (NOT_PRINTED.contains(name)) {
            throw new IllegalArgumentException("<" + name + "> cannot be printed");
        }
        if (element.hasAttribute("onclick")) {
            // would become a script in the PDF
            throw new IllegalArgumentException("onclick of <" + name + "> cannot be printed");
        }
        var source = element.getAttribute("src");
        if (name.equals("img") && !pictures.contains(source)) {
            throw new IllegalArgumentException("the picture \"" + source + "\" is not given. Maybe one of "
                    + new TreeSet<>(pictures) + " was meant");
        }
    }

    private static Document document(String xhtml) {
        try {
            return parser().parse(new InputSource(new StringReader(xhtml)));
        } catch (SAXParseException e) {
            throw new IllegalArgumentException(
                    "the document is not well-formed in line " + e.getLineNumber() + ": " + e.getMessage(), e);
        } catch (SAXException e) {
            throw new IllegalArgumentException("the document is not well-formed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    /** Without a document type there are no entities, so nothing to fetch and nothing that grows. */
    private static DocumentBuilder parser() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new AssertionError("the JDK's own parser knows these", e);
        }
    }
}
