package org.echt.core.tlog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whom somebody trusts: the keys of one log, and how many of which witnesses must have seen a checkpoint. Immutable.
 *
 * @param log one or more keys of the log, all under its name, which is the origin; one signature is enough, so an older
 *     key can be kept beside a newer one
 * @param witnesses keys of witnesses; those of one name are one witness
 * @param quorum how many witnesses must have cosigned; 0 trusts the log alone, which can then show different trees to
 *     different people
 */
public record Policy(List<VerifierKey> log, List<VerifierKey> witnesses, int quorum) {
    /** @throws IllegalArgumentException when no checkpoint could meet the policy, or its log has two names */
    public Policy {
        log = List.copyOf(log);
        witnesses = List.copyOf(witnesses);
        if (log.stream().map(VerifierKey::name).distinct().count() != 1) {
            throw new IllegalArgumentException("a policy needs keys of one log, all under one name: " + log);
        }
        long names = witnesses.stream().map(VerifierKey::name).distinct().count();
        if (quorum < 0 || quorum > names) {
            throw new IllegalArgumentException("a quorum of " + quorum + " cannot be met by " + names + " witnesses");
        }
        if (!witnesses.stream().allMatch(key -> key.kind().isCosignature())) {
            throw new IllegalArgumentException("a witness signs cosignatures: " + witnesses);
        }
    }

    /** Trusts one key of a log and needs no witness. */
    public static Policy of(VerifierKey log) {
        return new Policy(List.of(log), List.of(), 0);
    }

    /** The name of the log. */
    public String origin() {
        return log.getFirst().name();
    }

    /**
     * Whether log and witnesses signed. Lines of keys that are not in the policy are ignored; one wrong signature under
     * the name and id of a key of the policy refuses the whole checkpoint. Never throws, whatever the checkpoint.
     */
    public Trust check(SignedCheckpoint signed) {
        var checkpoint = signed.checkpoint();
        if (!checkpoint.origin().equals(origin())) {
            return refused(Trust.Reason.OTHER_LOG, checkpoint.origin());
        }
        boolean isSigned = false;
        var seen = new TreeMap<String, Instant>();
        for (var line : signed.signatures()) {
            if (isForged(log, checkpoint, line) || isForged(witnesses, checkpoint, line)) {
                return refused(Trust.Reason.BAD_SIGNATURE, line.name());
            }
            isSigned |= isNamed(log, line);
            if (isNamed(witnesses, line)) {
                note(seen, line);
            }
        }
        if (!isSigned) {
            return refused(Trust.Reason.NOT_SIGNED, origin());
        }
        return seen.size() < quorum
                ? refused(Trust.Reason.NO_QUORUM, seen.size() + " of " + quorum + " witnesses")
                : new Trust.Trusted(checkpoint, witnessed(seen));
    }

    /** Whether a note is a checkpoint of this log, of that size and root. Never throws, whatever the bytes. */
    public boolean trusts(byte[] note, long size, Hash root) {
        try {
            return check(SignedCheckpoint.parse(note)) instanceof Trust.Trusted(var checkpoint, var _)
                    && checkpoint.size() == size
                    && checkpoint.root().equals(root);
        } catch (MalformedException _) {
            return false;
        }
    }

    private static boolean isNamed(List<VerifierKey> keys, SignatureLine line) {
        return keys.stream().anyMatch(key -> key.isNamedBy(line));
    }

    private static boolean isForged(List<VerifierKey> keys, Checkpoint checkpoint, SignatureLine line) {
        return keys.stream().anyMatch(key -> key.isNamedBy(line) && !key.verifies(checkpoint, line));
    }

    /** A cosignature with time zero does not say that the tree was the largest, so it does not count. */
    private static void note(Map<String, Instant> seen, SignatureLine line) {
        VerifierKey.time(line)
                .filter(at -> at.getEpochSecond() > 0)
                .ifPresent(at -> seen.merge(line.name(), at, (a, b) -> a.isBefore(b) ? a : b));
    }

    private static List<Trust.Witnessed> witnessed(Map<String, Instant> seen) {
        return seen.entrySet().stream()
                .map(one -> new Trust.Witnessed(one.getKey(), one.getValue()))
                .toList();
    }

    private static Trust refused(Trust.Reason reason, String detail) {
        return new Trust.Refused(reason, Base64Text.shown(detail));
    }
}
