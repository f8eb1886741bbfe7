package org.echt.app.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.echt.app.keys.KeystoreText.Content;
import org.echt.app.keys.KeystoreText.Format;
import org.echt.app.keys.KeystoreText.Inside;
import org.echt.app.keys.KeystoreText.Slot;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.MacKey;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;

/**
 * The token profile: the keys of each slot are random, made in the token and never leave it; what a token cannot hold
 * through Java (Ed25519, HKDF) is derived from a master that a key of the token has sealed.
 *
 * <p>Keys are found by their labels: {@code echt|use|issuer|symbol|version} with use {@code code}, {@code blind} or
 * {@code inside}, and {@code echt|seal|issuer|1}.
 */
final class TokenCustody implements Custody {
    /** Format, nonce, 32 bytes, tag. */
    static final int SEALED_BYTES = 1 + TokenDoor.NONCE + KeystoreFile.MASTER_BYTES + TokenDoor.TAG_BITS / 8;

    private static final String CODE = "code";
    private static final String BLIND = "blind";
    private static final String INSIDE = "inside";
    private static final String AES = "AES";
    private static final String HMAC = "HmacSHA256";

    private final TokenDoor door;

    TokenCustody(TokenDoor door) {
        this.door = door;
    }

    @Override
    public Format format() {
        return Format.TOKEN;
    }

    @Override
    public Content begin(String issuer, SecretBytes master, SecureRandom random) {
        // Checks the name before anything is made.
        var named = new Content(Format.TOKEN, issuer, master, Inside.TOKEN, List.of());
        var inside = door.hasHmac() ? Inside.TOKEN : Inside.MASTER;
        door.makeUnlessThere(AES, sealLabel(issuer));
        var sealed = master.<SecretBytes>reveal(
                bytes -> SecretBytes.copyOf(door.seal(sealLabel(issuer), bytes, about(issuer), random)));
        var found = found(issuer).stream()
                .filter(slot -> isWhole(issuer, slot, inside))
                .toList();
        return new Content(Format.TOKEN, named.issuer(), sealed, inside, found);
    }

    @Override
    public SecretBytes master(Content content) {
        var opened = content.secret()
                .reveal(bytes -> door.open(sealLabel(content.issuer()), bytes, about(content.issuer())));
        return SecretBytes.copyOf(opened);
    }

    @Override
    public List<Slot> taken(Content content) {
        var taken = new ArrayList<>(content.slots());
        taken.addAll(found(content.issuer()));
        return taken;
    }

    @Override
    public void make(Content content, Slot slot) {
        door.make(AES, label(BLIND, content.issuer(), slot));
        if (content.inside() == Inside.TOKEN) {
            door.make(HMAC, label(INSIDE, content.issuer(), slot));
        }
        door.make(AES, label(CODE, content.issuer(), slot));
    }

    @Override
    public KeySlot slot(Content content, Slot slot) {
        return new KeySlot(
                content.issuer(),
                slot.symbol(),
                slot.version(),
                slot.state(),
                door.cipherKey(label(CODE, content.issuer(), slot)),
                inside(content, slot),
                door.cipherKey(label(BLIND, content.issuer(), slot)));
    }

    private MacKey inside(Content content, Slot slot) {
        return switch (content.inside()) {
            case TOKEN -> door.macKey(label(INSIDE, content.issuer(), slot));
            case MASTER -> new SoftwareKeys(master(content)).insideKey(content.issuer(), slot.symbol(), slot.version());
        };
    }

    private boolean isWhole(String issuer, Slot slot, Inside inside) {
        var labels = door.labels();
        return labels.contains(label(CODE, issuer, slot))
                && labels.contains(label(BLIND, issuer, slot))
                && (inside == Inside.MASTER || labels.contains(label(INSIDE, issuer, slot)));
    }

    /** Slots of which the token has any key, as RETIRED: what is not listed never issues. */
    private List<Slot> found(String issuer) {
        var name = Pattern.compile("echt\\|(?:" + CODE + "|" + BLIND + "|" + INSIDE + ")\\|" + Pattern.quote(issuer)
                + "\\|(.)\\|([1-9][0-9]{0,5})");
        return door.labels().stream()
                .map(name::matcher)
                .filter(m -> m.matches())
                .map(m -> new Slot(m.group(1).charAt(0), Integer.parseInt(m.group(2)), KeySlot.State.RETIRED))
                .distinct()
                .toList();
    }

    private static String label(String use, String issuer, Slot slot) {
        return "echt|" + use + "|" + issuer + "|" + slot.symbol() + "|" + slot.version();
    }

    private static String sealLabel(String issuer) {
        return "echt|seal|" + issuer + "|1";
    }

    private static byte[] about(String issuer) {
        return ("echt|master|" + issuer).getBytes(StandardCharsets.UTF_8);
    }
}
