package org.echt.core.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as the store keeps them: what names them is sealed (spec/personal-data.md). {@link Vault} opens it.
 *
 * @param id random, positive
 * @param lookup 32 bytes that are the same for the same address
 * @param key their key, wrapped
 * @param address their address, sealed under their key
 * @param kind how they are reached
 * @param language tag of the language they are written to in
 * @param country two capital letters; empty where it is not known
 * @param newsAt since when they agree to news; null where they do not
 * @param generation of their links; those of an older one no longer work
 * @param since when they came
 * @param unreachableSince since when messages come back; null while they do not
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record StoredPerson(
        long id,
        byte[] lookup,
        byte[] key,
        byte[] address,
        ContactAddress.Kind kind,
        String language,
        String country,
        @Nullable Instant newsAt,
        int generation,
        Instant since,
        @Nullable Instant unreachableSince) {
    /** The same, in another language and country. */
    public StoredPerson speaking(String otherLanguage, String otherCountry) {
        return new StoredPerson(
                id,
                lookup,
                key,
                address,
                kind,
                otherLanguage,
                otherCountry,
                newsAt,
                generation,
                since,
                unreachableSince);
    }

    /** The same, who agrees to news from an instant on, or (null) does not. */
    public StoredPerson news(@Nullable Instant from) {
        return new StoredPerson(
                id, lookup, key, address, kind, language, country, from, generation, since, unreachableSince);
    }

    /** The same, whose links so far no longer work. */
    public StoredPerson newLinks() {
        return new StoredPerson(
                id, lookup, key, address, kind, language, country, newsAt, generation + 1, since, unreachableSince);
    }

    /** The same, from whom messages come back; the first time counts. */
    public StoredPerson unreachable(Instant from) {
        return new StoredPerson(
                id,
                lookup,
                key,
                address,
                kind,
                language,
                country,
                newsAt,
                generation,
                since,
                unreachableSince == null ? from : unreachableSince);
    }

    /** Says nothing that the log may not say. */
    @Override
    public String toString() {
        return "StoredPerson";
    }
}
