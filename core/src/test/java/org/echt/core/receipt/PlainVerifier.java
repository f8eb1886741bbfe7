package org.echt.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** spec/receipt.md, word by word, over all texts of one group: the oracle. Shares no code with the room. */
final class PlainVerifier {
    private PlainVerifier() {}

    /** Whether these are the receipts of one whole group, in order, signed with this key. */
    static boolean verify(List<String> group, byte[] publicKey) throws GeneralSecurityException {
        var receipts = group.stream().map(text -> part(text, 1)).toList();
        byte[] root = root(receipts);
        for (int i = 0; i < group.size(); i++) {
            byte[] proof = part(group.get(i), 2);
            var said = JsonMapper.shared().readTree(receipts.get(i));
            var message = "echt-receipts/v1\n" + said.get("issuer").asString() + "\n"
                    + said.get("key").asInt() + "\n" + group.size() + "\n"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(root) + "\n";
            if (number(proof, 0) != i
                    || number(proof, 4) != group.size()
                    || !Arrays.equals(Arrays.copyOfRange(proof, 8, 40), root)
                    || (i == 0 && !signed(message, Arrays.copyOfRange(proof, 40, 104), publicKey))
                    || !Arrays.equals(part(group.getFirst(), 2), 40, 104, proof, 40, 104)
                    || !Arrays.equals(path(i, receipts), Arrays.copyOfRange(proof, 104, proof.length))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] part(String text, int n) {
        return Base64.getUrlDecoder().decode(text.split("\\.")[n]);
    }

    private static int number(byte[] bytes, int at) {
        return Integer.parseInt(HexFormat.of().formatHex(bytes, at, at + 4), 16);
    }

    private static boolean signed(String message, byte[] signature, byte[] publicKey) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        var encoded = Arrays.copyOf(prefix, prefix.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, prefix.length, publicKey.length);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(message.getBytes(UTF_8));
        return verifier.verify(signature);
    }

    private static byte[] root(List<byte[]> leaves) throws GeneralSecurityException {
        if (leaves.size() == 1) {
            return sha256(new byte[] {0}, leaves.getFirst());
        }
        int k = split(leaves.size());
        return sha256(new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    private static byte[] path(int m, List<byte[]> leaves) throws GeneralSecurityException {
        if (leaves.size() == 1) {
            return new byte[0];
        }
        int k = split(leaves.size());
        var left = leaves.subList(0, k);
        var right = leaves.subList(k, leaves.size());
        byte[] below = m < k ? path(m, left) : path(m - k, right);
        byte[] beside = root(m < k ? right : left);
        var path = Arrays.copyOf(below, below.length + beside.length);
        System.arraycopy(beside, 0, path, below.length, beside.length);
        return path;
    }

    /** The largest power of two below n. */
    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
