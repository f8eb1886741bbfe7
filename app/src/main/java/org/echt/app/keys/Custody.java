package org.echt.app.keys;

import java.security.SecureRandom;
import java.util.List;
import org.echt.app.keys.KeystoreText.Content;
import org.echt.app.keys.KeystoreText.Slot;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;

/** Who holds the keys a key store lists: its own master, or a token. Thread-safe. */
sealed interface Custody permits FileCustody, TokenCustody {
    KeystoreText.Format format();

    /** A new key store with what is needed to hold keys; it lists the slots whose keys are there already. */
    Content begin(String issuer, SecretBytes master, SecureRandom random);

    /** The master of a key store. */
    SecretBytes master(Content content);

    /** Versions that cannot be taken for a new slot, listed or not. */
    List<Slot> taken(Content content);

    /** Makes the keys of a slot that is not listed yet. */
    void make(Content content, Slot slot);

    /** A listed slot with its keys. */
    KeySlot slot(Content content, Slot slot);
}
