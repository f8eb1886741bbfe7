package org.echt.app.print;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/** What a document says of itself to machines. Replaces what the library wrote, which has the present time in it. */
record Imprint(Manuscript manuscript, Instant made) {
    private static final String PRODUCER = "Echt";

    Imprint {
        made = made.truncatedTo(ChronoUnit.SECONDS);
    }

    void writeInto(PDDocument pdf, byte[] identity) throws IOException {
        var date = GregorianCalendar.from(made.atZone(ZoneOffset.UTC));
        var information = new PDDocumentInformation();
        information.setTitle(manuscript.title());
        information.setProducer(PRODUCER);
        information.setCreationDate(date);
        information.setModificationDate(date);
        pdf.setDocumentInformation(information);

        var catalog = pdf.getDocumentCatalog();
        catalog.setLanguage(manuscript.language());
        var metadata = new PDMetadata(pdf);
        metadata.importXMPMetadata(xmp().getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);

        var twice = new COSArray();
        twice.add(new COSString(identity));
        twice.add(new COSString(identity));
        pdf.getDocument().getTrailer().setItem(COSName.ID, twice);
    }

    /** ISO 16684-1, with the schemas that ISO 19005-2 knows. */
    private String xmp() {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about=""
                  xmlns:dc="http://purl.org/dc/elements/1.1/"
                  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
                  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
                  xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                <dc:format>application/pdf</dc:format>
                <dc:language><rdf:Bag><rdf:li>%2$s</rdf:li></rdf:Bag></dc:language>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
                <pdf:Producer>%4$s</pdf:Producer>
                <pdfaid:part>2</pdfaid:part>
                <pdfaid:conformance>B</pdfaid:conformance>
                <xmp:CreateDate>%3$s</xmp:CreateDate>
                <xmp:ModifyDate>%3$s</xmp:ModifyDate>
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>
                """.formatted(escaped(manuscript.title()), manuscript.language(), made, PRODUCER);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
