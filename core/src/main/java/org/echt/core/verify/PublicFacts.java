package org.echt.core.verify;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.Register;
import org.echt.core.verify.Verdict.Fact;

/** The attributes of an item that everybody may see. */
final class PublicFacts {
    private PublicFacts() {}

    static List<Fact> of(Register register, long item) {
        var definitions = register.attributes().definitions();
        if (definitions.isEmpty()) {
            return List.of();
        }
        var traits = register.traits(item);
        var facts = new ArrayList<Fact>();
        for (var definition : definitions) {
            if (definition.visibility() == Visibility.PUBLIC && traits.isPresent()) {
                register.attributes()
                        .value(definition.name(), traits.get())
                        .ifPresent(v -> facts.add(new Fact(definition.name(), v, definition.unit())));
            }
        }
        return facts;
    }
}
