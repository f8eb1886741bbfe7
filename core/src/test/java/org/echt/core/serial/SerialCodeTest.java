package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SerialCodeTest {
    private static final SerialCode CODE = new SerialCode("7WAH108NRZGWVM7DYC");

    @Test
    void parts() {
        assertEquals('7', CODE.slot());
        assertEquals(CodeLength.L18, CODE.length());
        assertEquals("7WAH10-8NRZGW-VM7DYC", CODE.printed());
        assertEquals("78FD-1WRF-DYBV-XCKG", new SerialCode("78FD1WRFDYBVXCKG").printed());
        assertEquals("7GGC8-8Q1VD-7BYA8-28FRW", new SerialCode("7GGC88Q1VD7BYA828FRW").printed());
    }

    @Test
    void neverShownByAccident() {
        assertEquals("7…YC", CODE.toString());
        assertEquals("7…YC", CODE.masked());
        var batch = Fixtures.batch(7, 1, CodeLength.L18, '7', 1, "");
        assertEquals("7…YC", new AuthenticCode(CODE, batch.firstItem(), batch).toString());
        for (Object o : List.of(
                new Reading.Read(CODE, Claims.NONE),
                new Mistake.Swapped(1, 2, CODE),
                new Authentication.Authentic(new AuthenticCode(CODE, batch.firstItem(), batch)))) {
            assertFalse(o.toString().contains("WAH108"), o.toString());
        }
    }

    @Test
    void onlyCanonicalText() {
        for (String text : List.of(
                "",
                "7wah108nrzgwvm7dyc",
                "7WAHI08NRZGWVM7DYC",
                "7WAH10-8NRZGW-VM7DYC",
                "7WAH108NRZGWVM7DYD",
                "7WAH108NRZGWVM7DY",
                "UWAH108NRZGWVM7DYC",
                "7WAH108NRZGWVM7DYＣ")) {
            assertThrows(IllegalArgumentException.class, () -> new SerialCode(text), text);
        }
    }
}
