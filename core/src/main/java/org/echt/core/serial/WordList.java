package org.echt.core.serial;

/** Sketch. */
public final class WordList {
    private WordList() {}
}
