package org.echt.app.contact;

import java.util.List;

/**
 * Somebody's list and what they can do. Public for the templates only.
 *
 * @param path of the list
 * @param things items
 * @param news whether they agree to news
 * @param language own name of the language they are written to in
 * @param notice id of the notice the message they came by is about; empty for none
 * @param wishes names of the remedies they can choose from
 * @param said key of a text that says what was just done; empty for nothing
 * @param link a link to give to a new owner; empty for none
 */
public record Mine(
        String path,
        List<Thing> things,
        boolean news,
        String language,
        String notice,
        List<String> wishes,
        String said,
        String link) {
    public Mine {
        things = List.copyOf(things);
        wishes = List.copyOf(wishes);
    }

    /** The same, saying what was just done. */
    Mine saying(String key, String toGive) {
        return new Mine(path, things, news, language, notice, wishes, key, toGive);
    }
}
