package org.echt.app.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Looks into a printed document with other eyes than those it was made with. */
final class Printed {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Printed() {}

    /** The clauses of a standard that it fails, by veraPDF. */
    static List<String> failures(byte[] pdf, PDFAFlavour flavour) {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var found = new TreeSet<String>();
            validator
                    .validate(parser)
                    .getTestAssertions()
                    .forEach(failed -> found.add(failed.getRuleId().getClause() + " " + failed.getMessage()));
            return List.copyOf(found);
        } catch (IOException | VeraPDFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its text as one would copy it, letters in their plain shapes. */
    static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return Normalizer.normalize(stripper.getText(document), Normalizer.Form.NFC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Letter to the points from the left edge at which it stands; the last of each. */
    static Map<String, Float> lefts(byte[] pdf) {
        var lefts = new TreeMap<String, Float>();
        try (var document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    lefts.put(letter.getUnicode(), letter.getX());
                }
            }.getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lefts;
    }
}
