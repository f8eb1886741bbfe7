package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.echt.app.capture.Columns.Column;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void knowsOurNamesAndThoseOfErpSystems() {
        var ours = Columns.of("parent,part,installed,removed");
        assertEquals(0, ours.place(Column.PARENT));
        assertEquals(3, ours.place(Column.REMOVED));
        var sap = Columns.of("Equipment;SuperordEquipment;Material;Serialnummer;Gültig ab;Gültig bis;Bezeichnung");
        assertEquals(';', sap.separator());
        assertEquals(0, sap.place(Column.PART));
        assertEquals(1, sap.place(Column.PARENT));
        assertEquals(2, sap.place(Column.PART_TYPE));
        assertEquals(3, sap.place(Column.PART_SERIAL));
        assertEquals(4, sap.place(Column.INSTALLED));
        assertEquals(5, sap.place(Column.REMOVED));
        assertEquals(6, sap.place(Column.PART_NAME));
        var german = Columns.of("Übergeordn. Equipment\tTeil\tEinbau-Datum\tAusbaudatum\tCharge\tHersteller\t");
        assertEquals('\t', german.separator());
        assertEquals(6, german.count());
        assertEquals(4, german.place(Column.PART_LOT));
        assertTrue(Columns.of("\"Parent, code\"|part_serial|VALID FROM").has(Column.INSTALLED));
    }

    @Test
    void saysWhatIsMissing() {
        var refused = assertThrows(RefusedException.class, () -> Columns.of("Kunde;Ort;Datum"));
        assertEquals(Fault.BAD_REQUEST, refused.fault());
        for (var part : new String[] {"\"Kunde\"", "\"Ort\"", "Missing: parent, part", "installed", "part_serial"}) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), part);
        }
        assertThrows(RefusedException.class, () -> Columns.of("parent,part"));
        assertThrows(RefusedException.class, () -> Columns.of("parent,part,part,installed"));
        assertThrows(RefusedException.class, () -> Columns.of("\"parent"));
    }
}
