package org.echt.core.asbuilt;

/**
 * A file to import.
 *
 * @param contentHash SHA-256 of its bytes, lower-case hex; the same content is imported once
 * @param name its name, for people
 * @param bytes its size
 */
public record ImportFile(String contentHash, String name, long bytes) {}
