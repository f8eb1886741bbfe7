package org.echt.app.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.echt.app.dossier.DossierText;
import org.echt.app.dossier.DossierWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Dossiers on paper, read with other eyes. */
@Tag("slow")
class DossierPrintTest {
    private final DossierWriter writer = new DossierWriter();

    private byte[] printed(DossierText dossier, String tag) {
        return PdfPrinter.print(writer.write(dossier, tag), Map.of(), Dossiers.MADE);
    }

    private static String page(byte[] pdf, int page) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(page == 0 ? 1 : page);
            stripper.setEndPage(page == 0 ? document.getNumberOfPages() : page);
            return stripper.getText(document).replaceAll("\\s+", " ");
        }
    }

    private static int pages(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void itIsPdfAAndAlwaysTheSameBytes(String tag) {
        for (var dossier : List.of(Dossiers.issued(), Dossiers.whole(), Dossiers.notIssued())) {
            var pdf = printed(dossier, tag);
            assertEquals(List.of(), Printed.failures(pdf, PDFAFlavour.PDFA_2_B));
            assertArrayEquals(pdf, printed(dossier, tag));
        }
    }

    @Test
    void theFirstPageIsTheStatement() throws IOException {
        var first = page(printed(Dossiers.issued(), "en"), 1);
        for (var sentence : List.of(
                "Acme issued this code.",
                "Recall 2026-03 has applied to this item since 18 November 2026, 07:00 UTC: PowerPack 10 battery can catch fire",
                "What this does not prove",
                "Copies of a code can exist.",
                "This dossier does not say that it is a qualified one")) {
            assertTrue(first.contains(sentence), () -> sentence + " is not in " + first);
        }
        assertFalse(first.contains("2. The item"), first);
    }

    @Test
    void everyPageSaysWhichItIsAndWhatIsBlackedOut() throws IOException {
        var pdf = printed(Dossiers.issued(), "en");
        int pages = pages(pdf);
        assertTrue(pages > 2, pages + " pages");
        for (int i = 1; i <= pages; i++) {
            var text = page(pdf, i);
            assertTrue(text.contains("Dossier D-2026-0007"), text);
            assertTrue(text.contains("Page " + i + " of " + pages), text);
            assertTrue(text.contains("left out: business secret of a supplier; data of employees"), text);
        }
        assertTrue(page(printed(Dossiers.notIssued(), "en"), 2).contains("Nothing is left out"));
    }

    @Test
    void whatACopyLeavesOutIsNotSaidToBeUnrecorded() throws IOException {
        var text = page(printed(Dossiers.issued(), "en"), 0);
        int build = text.indexOf("4. The build record");
        assertTrue(text.indexOf("Left out of this copy: business secret of a supplier.") > build, text);
        assertFalse(text.contains("Motor unit"), text);
        assertTrue(page(printed(Dossiers.whole(), "en"), 0).contains("Motor unit"));
    }

    @Test
    void itHasItsNineSectionsInOrder() throws IOException {
        for (var tag : List.of("en", "de")) {
            var text = page(printed(Dossiers.issued(), tag), 0);
            int from = 0;
            for (int section = 2; section <= 9; section++) {
                int found = text.indexOf(" " + section + ". ", from);
                assertTrue(found > from, tag + " " + section + ": " + text);
                from = found;
            }
        }
    }

    @Test
    void aCodeNobodyIssuedIsSaidSoAndNothingIsInvented() throws IOException {
        var text = page(printed(Dossiers.notIssued(), "en"), 0);
        assertTrue(text.contains("Acme did not issue this code. All 3 keys of Acme were tried."), text);
        assertTrue(text.contains("This dossier does not say who made the thing that bears the code."), text);
        assertTrue(text.contains("No independent authority confirmed the times"), text);
        for (var word : List.of("Copies of a code", "inside the item", "was delivered", "None of the recalls")) {
            assertFalse(text.contains(word), word);
        }
    }

    @Test
    void whereThereIsNoTextInALanguageItSaysSoInEnglish() throws IOException {
        assertTrue(page(printed(Dossiers.notIssued(), "fr"), 1).contains("There are no texts of a dossier in French."));
        assertFalse(page(printed(Dossiers.notIssued(), "de-AT"), 1).contains("Texte"));
    }

    @Test
    void whatIsWrittenInFactsCannotBecomeMarkupOrStyle() throws IOException {
        var odd = "D-\"; } </style><script>";
        var plain = Dossiers.notIssued();
        var head =
                new DossierText.Head(odd, Dossiers.MADE, Dossiers.MADE, Dossiers.MADE, "A & B", "<b>Drill</b>", "</p>");
        var dossier = new DossierText(
                head,
                plain.item(),
                plain.issuance(),
                plain.parts(),
                plain.events(),
                plain.recalls(),
                plain.differences(),
                plain.integrity(),
                plain.custody(),
                List.of());
        var text = page(printed(dossier, "en"), 1);
        assertTrue(text.contains("Dossier " + odd), text);
    }
}
