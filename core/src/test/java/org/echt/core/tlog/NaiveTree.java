package org.echt.core.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962, 2.1, word by word and without a thought for speed: the oracle. Shares no code with the room. */
final class NaiveTree {
    private NaiveTree() {}

    static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MTH(D[n]) of the data themselves. */
    static byte[] root(List<byte[]> data) {
        int n = data.size();
        if (n == 0) {
            return sha256();
        }
        if (n == 1) {
            return sha256(new byte[] {0}, data.getFirst());
        }
        int k = split(n);
        return sha256(new byte[] {1}, root(data.subList(0, k)), root(data.subList(k, n)));
    }

    /** PATH(m, D[n]). */
    static List<byte[]> path(int m, List<byte[]> data) {
        int n = data.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        boolean left = m < k;
        var path = new ArrayList<>(left ? path(m, data.subList(0, k)) : path(m - k, data.subList(k, n)));
        path.add(root(left ? data.subList(k, n) : data.subList(0, k)));
        return path;
    }

    /** PROOF(m, D[n]). */
    static List<byte[]> proof(int m, List<byte[]> data) {
        return subproof(m, data, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> data, boolean known) {
        int n = data.size();
        if (m == n) {
            return known ? List.of() : List.of(root(data));
        }
        int k = split(n);
        boolean left = m <= k;
        var proof = new ArrayList<>(
                left ? subproof(m, data.subList(0, k), known) : subproof(m - k, data.subList(k, n), false));
        proof.add(root(left ? data.subList(k, n) : data.subList(0, k)));
        return proof;
    }

    /** The largest power of two below n. */
    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    static List<Hash> hashes(List<byte[]> all) {
        return all.stream().map(Hash::of).toList();
    }
}
