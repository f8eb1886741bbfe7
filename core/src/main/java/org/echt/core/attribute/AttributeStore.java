package org.echt.core.attribute;

/** Where attribute definitions and change sets are kept. Thread-safe; durable on return. */
public interface AttributeStore {
    /** Stores a new definition. Returns false when the name is taken; nothing is stored then. */
    boolean define(AttributeDefinition definition);

    /**
     * Appends a change set when {@code changeSet.id()} is the next free id. Returns false when another came first; nothing
     * is stored then, and the caller resolves anew.
     */
    boolean append(ChangeSet changeSet);
}
