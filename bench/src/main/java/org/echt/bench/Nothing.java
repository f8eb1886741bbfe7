package org.echt.bench;

/** A program that does nothing: what a bare JVM takes to start and end. */
final class Nothing {
    private Nothing() {}

    public static void main(String[] args) {
        // nothing, on purpose
    }
}
