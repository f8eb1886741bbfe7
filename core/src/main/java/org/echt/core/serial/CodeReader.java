package org.echt.core.serial;

/** Sketch. */
public final class CodeReader {
    private CodeReader() {}

    public static Reading read(String input) {
        return new Reading.Read(new SerialCode(input), Claims.NONE);
    }
}
