package org.echt.core.asbuilt;

/**
 * How a part that does not carry our code is known: another maker's GTIN + serial, a maker part number + serial (AI
 * 8010/8011, ISO/IEC 15459), a Catena-X identifier, or a lot alone. Empty text where a field is unknown.
 *
 * @param maker who made it: a GS1 company prefix, a business partner number, or a name
 * @param type what it is: a GTIN or the maker's part number
 * @param lot its production lot
 * @param serial its serial number, unique with maker and type; empty for a part known only as a lot
 */
public record PartKey(String maker, String type, String lot, String serial) {
    public PartKey {
        if (serial.isEmpty() && lot.isEmpty()) {
            throw new IllegalArgumentException("a part needs a serial number or a lot; maker \"" + maker + "\", type \""
                    + type + "\" has neither");
        }
    }

    /** True for a part known only as a lot: it may sit in many parents at once. */
    public boolean isLot() {
        return serial.isEmpty();
    }

    /** What identifies the part: the serial where it has one, else the lot. */
    public PartKey identity() {
        return isLot() || lot.isEmpty() ? this : new PartKey(maker, type, "", serial);
    }
}
