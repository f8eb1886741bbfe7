package org.echt.core.attribute;

import java.util.List;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.Scope.Contains;
import org.jspecify.annotations.Nullable;

/** Why a scope does not match an item: the conditions it misses, as few as would do. */
public sealed interface Miss {
    /** How many conditions would have to be dropped for the scope to match. */
    int conditions();

    /**
     * One condition about the item itself.
     *
     * @param item what was asked about
     * @param wanted the condition: of a lot, product, day, attribute, list or range
     * @param value the item's value of the attribute that is asked for; null where it has none, or none is asked for
     */
    record Condition(Traits item, Scope wanted, @Nullable String value) implements Miss {
        @Override
        public int conditions() {
            return 1;
        }
    }

    /** It matches what is excluded. */
    record Excluded(Traits item, Scope excluded) implements Miss {
        @Override
        public int conditions() {
            return 1;
        }
    }

    /** Nothing that is wanted is inside, nor anything nearly so. */
    record Lacks(Contains wanted, int conditions) implements Miss {}

    /** Nothing that is wanted is inside; {@code part}, installed so, comes nearest and misses {@code miss}. */
    record Near(Traits part, Installation installed, Contains wanted, Miss miss) implements Miss {
        @Override
        public int conditions() {
            return miss.conditions();
        }
    }

    /** All of these. */
    record Several(List<Miss> misses) implements Miss {
        @Override
        public int conditions() {
            return misses.stream().mapToInt(Miss::conditions).sum();
        }
    }
}
