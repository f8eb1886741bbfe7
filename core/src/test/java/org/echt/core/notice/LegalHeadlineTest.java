package org.echt.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LegalHeadlineTest {
    @Test
    void whatIsKnownHasItsSourceAndTheRestIsSaid() {
        assertEquals("Product safety recall", LegalHeadline.english().wording());
        assertEquals(
                "Produktsicherheitsrückruf",
                LegalHeadline.of("de-AT").orElseThrow().wording());
        assertFalse(LegalHeadline.english().source().isBlank());
        assertEquals(Optional.empty(), LegalHeadline.of("fr"));
        assertTrue(LegalHeadline.languagesWithout().contains("fr"));
        assertFalse(LegalHeadline.languagesWithout().contains("de"));
        LegalHeadline.languagesWithout().forEach(tag -> assertEquals(Optional.empty(), LegalHeadline.of(tag)));
    }
}
