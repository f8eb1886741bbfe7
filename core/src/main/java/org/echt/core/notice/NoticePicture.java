package org.echt.core.notice;

import java.util.Map;

/**
 * A picture of a notice, stored under its hash.
 *
 * @param role what it shows
 * @param hash SHA-256 of its bytes, lower-case hex
 * @param alternatives what it shows, in words, by language tag
 */
public record NoticePicture(Role role, String hash, Map<String, String> alternatives) {
    public NoticePicture {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("\"" + hash + "\" is not the SHA-256 of a picture (64 hex digits)");
        }
        alternatives = Map.copyOf(alternatives);
    }

    /** What a picture shows. */
    public enum Role {
        /** The product. */
        PRODUCT,
        /** Where on the product its identifiers are found. */
        LOCATION
    }

    /** The words in {@code language}, or in English, or none. */
    public String alternative(String language) {
        return alternatives.getOrDefault(language, alternatives.getOrDefault("en", ""));
    }
}
