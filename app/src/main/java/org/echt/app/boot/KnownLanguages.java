package org.echt.app.boot;

import java.util.Optional;
import java.util.function.Function;
import org.echt.app.answer.Languages;
import org.jspecify.annotations.Nullable;

/** Finds the known language that is meant by a text; reads the texts of all languages when first asked. Thread-safe. */
final class KnownLanguages implements Function<String, Optional<String>> {
    private volatile @Nullable Languages loaded;

    @Override
    public Optional<String> apply(String text) {
        var languages = languages();
        return languages.knows(text) ? Optional.of(languages.choose("", text).tag()) : Optional.empty();
    }

    private Languages languages() {
        var known = loaded;
        if (known == null) {
            known = Languages.load();
            loaded = known;
        }
        return known;
    }
}
