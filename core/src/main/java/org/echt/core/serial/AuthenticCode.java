package org.echt.core.serial;

/** Sketch. */
public record AuthenticCode(SerialCode code, long item, Batch batch) {}
