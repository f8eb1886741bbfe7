package org.echt.app.keys;

import java.security.SecureRandom;
import java.util.List;
import org.echt.app.keys.KeystoreText.Content;
import org.echt.app.keys.KeystoreText.Format;
import org.echt.app.keys.KeystoreText.Inside;
import org.echt.app.keys.KeystoreText.Slot;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;

/** The software profile: every key is derived from the master in the file. */
final class FileCustody implements Custody {
    @Override
    public Format format() {
        return Format.FILE;
    }

    @Override
    public Content begin(String issuer, SecretBytes master, SecureRandom random) {
        return new Content(Format.FILE, issuer, master, Inside.MASTER, List.of());
    }

    @Override
    public SecretBytes master(Content content) {
        return content.secret();
    }

    @Override
    public List<Slot> taken(Content content) {
        return content.slots();
    }

    /** Nothing is made: the key of a slot follows from its name. */
    @Override
    public void make(Content content, Slot slot) {}

    @Override
    public KeySlot slot(Content content, Slot slot) {
        var keys = new SoftwareKeys(content.secret());
        return new KeySlot(
                content.issuer(),
                slot.symbol(),
                slot.version(),
                slot.state(),
                keys.codeKey(content.issuer(), slot.symbol(), slot.version()),
                keys.insideKey(content.issuer(), slot.symbol(), slot.version()),
                keys.blindingKey(content.issuer(), slot.symbol(), slot.version()));
    }
}
