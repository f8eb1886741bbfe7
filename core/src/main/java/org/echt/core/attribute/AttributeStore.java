package org.echt.core.attribute;

import java.time.Instant;

/** Where attribute definitions and change sets are kept. Thread-safe; durable on return. */
public interface AttributeStore {
    /**
     * Stores a new definition, with its {@link AttributeDefinition#audit} entry. Returns false when the name is taken;
     * nothing is stored then.
     */
    boolean define(AttributeDefinition definition, String by, Instant at);

    /**
     * Appends a change set, with its {@link ChangeSet#audit} entry, when {@code changeSet.id()} is the next free id. Returns false when another came first; nothing
     * is stored then, and the caller resolves anew.
     */
    boolean append(ChangeSet changeSet);
}
