package org.echt.app.picture;

/** How a stored picture has to be turned to stand upright: the eight values of EXIF's Orientation, in their order. */
enum Turn {
    NONE(false, false, false),
    MIRROR(false, true, false),
    HALF(false, true, true),
    FLIP(false, false, true),
    TRANSPOSE(true, false, false),
    RIGHT(true, false, true),
    TRANSVERSE(true, true, true),
    LEFT(true, true, false);

    /** Rows become columns; asked before the others. */
    final boolean swaps;
    /** The stored columns are read from the right. */
    final boolean fromRight;
    /** The stored rows are read from the bottom. */
    final boolean fromBottom;

    Turn(boolean swaps, boolean fromRight, boolean fromBottom) {
        this.swaps = swaps;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** The turn of EXIF's {@code orientation}, 1 to 8; none for anything else, as every viewer does. */
    static Turn ofExif(int orientation) {
        return orientation >= 1 && orientation <= 8 ? values()[orientation - 1] : NONE;
    }
}
