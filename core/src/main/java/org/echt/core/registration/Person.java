package org.echt.core.registration;

/**
 * Somebody who wants to be told. Exists only in memory and only while something is done for them.
 *
 * @param stored what the store keeps
 * @param address where they are reached, in clear
 */
public record Person(StoredPerson stored, ContactAddress address) {
    public long id() {
        return stored.id();
    }

    public String language() {
        return stored.language();
    }

    public String country() {
        return stored.country();
    }

    @Override
    public String toString() {
        return "Person(" + address + ")";
    }
}
