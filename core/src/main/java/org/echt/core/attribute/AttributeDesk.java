package org.echt.core.attribute;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.jspecify.annotations.Nullable;

/** Defines attributes and changes their values, one change set at a time. Thread-safe. */
public final class AttributeDesk {
    private final AttributeStore store;
    private final Supplier<Register> register;
    private final InstantSource clock;

    /** @param register the present register, freshly read at each call */
    public AttributeDesk(AttributeStore store, Supplier<Register> register, InstantSource clock) {
        this.store = store;
        this.register = register;
        this.clock = clock;
    }

    /** A value to set ({@code null} unsets it). */
    public record Setting(
            String attribute, Target target, @Nullable String value) {}

    /** @throws RefusedException (CONFLICT) when the name is taken by a different definition */
    public void define(AttributeDefinition definition, String by) {
        if (store.define(definition, by, now())) {
            return;
        }
        var existing = register.get().attributes().definition(definition.name()).orElse(null);
        if (!definition.equals(existing)) {
            throw new RefusedException(
                    Fault.CONFLICT, "attribute " + definition.name() + " exists already, as " + existing);
        }
    }

    /** Applies all settings in one change set, or none of them. */
    public ChangeSet set(List<Setting> settings, String by, String why, String sourceHash) {
        return append(
                0,
                by,
                why,
                sourceHash,
                attributes -> settings.stream().map(s -> change(attributes, s)).toList());
    }

    /** Undoes a change set by a compensating one: each target gets back what it had before. */
    public ChangeSet undo(ChangeSet changeSet, String by, String why) {
        return append(
                changeSet.id(),
                by,
                why,
                "",
                attributes -> changeSet.changes().reversed().stream()
                        .map(c -> change(attributes, new Setting(c.attribute(), c.target(), c.before())))
                        .toList());
    }

    private interface Changes {
        List<Change> from(AttributeTable attributes);
    }

    private ChangeSet append(long undoes, String by, String why, String sourceHash, Changes changes) {
        Instant now = now();
        while (true) {
            var attributes = register.get().attributes();
            var changeSet = new ChangeSet(
                    attributes.lastChangeSet() + 1, by, now, why, sourceHash, undoes, changes.from(attributes));
            if (store.append(changeSet)) {
                return changeSet;
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Change change(AttributeTable attributes, Setting setting) {
        var definition = attributes
                .definition(setting.attribute())
                .orElseThrow(() -> new RefusedException(
                        Fault.NOT_FOUND,
                        "attribute \"" + setting.attribute() + "\" is not defined; defined are "
                                + attributes.definitions().stream()
                                        .map(AttributeDefinition::name)
                                        .toList()));
        var value = setting.value();
        return new Change(
                setting.attribute(),
                setting.target(),
                attributes.setFor(setting.attribute(), setting.target()).orElse(null),
                value == null ? null : canonical(definition, value));
    }

    private static String canonical(AttributeDefinition definition, String value) {
        try {
            return definition.canonical(value);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Fault.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
