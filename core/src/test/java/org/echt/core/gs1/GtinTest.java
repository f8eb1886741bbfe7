package org.echt.core.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GtinTest {
    @Test
    void shortOnesArePadded() {
        assertEquals("09506000134352", Gtin.of("9506000134352").digits());
        assertEquals(Gtin.of("9506000134352"), Gtin.of("09506000134352"));
    }

    @Test
    void wrongCheckDigitNamesTheRightOne() {
        var e = assertThrows(IllegalArgumentException.class, () -> Gtin.of("9506000134353"));
        assertTrue(String.valueOf(e.getMessage()).contains("Maybe 09506000134352?"));
    }

    @Test
    void onlyFourLengthsOfDigits() {
        assertFalse(Gtin.isValid(""));
        assertFalse(Gtin.isValid("950600013435"));
        assertFalse(Gtin.isValid("９506000134352"));
        assertThrows(IllegalArgumentException.class, () -> Gtin.of("123"));
    }
}
