package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A phone of the narrowest kind is where a long word of any language would show. */
class PagesInEveryLanguageIT {
    /** One of each kind: the language changes what axe sees of a page as little as the state does. */
    private static final Set<String> KINDS =
            Set.of("home", "notice", "receipt", "stop-use-part", "not-issued", "mistyped", "unavailable");

    @Test
    void everyLanguageFitsTheNarrowestPhone() {
        try (var look = new PageLook();
                var context = look.context(ColorScheme.LIGHT, 320)) {
            var others = look.addresses(tag -> !PagesIT.CLOSELY.contains(tag));
            var faults = look.faults(
                    context, "languages-320", others, name -> KINDS.contains(name.substring(0, name.length() - 3)));
            assertEquals(List.of(), faults);
        }
    }
}
