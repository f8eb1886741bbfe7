package org.echt.core.maker;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Who prints and applies codes, under the name that orders give.
 *
 * @param name as in {@code Batch.maker}, compared exactly
 * @param own our own production: no quota is asked for
 * @param certificate X.509 in PEM that code files are encrypted to; empty for none
 */
public record Maker(String name, boolean own, String certificate) {
    private static final int LONGEST = 100;

    public Maker {
        if (name.isBlank()
                || name.length() > LONGEST
                || !name.equals(name.strip())
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "maker \"" + name + "\" must have 1 to " + LONGEST + " characters and no blanks around them");
        }
    }

    /** What the audit log says of its being added or changed. */
    public AuditEntry audit(@Nullable Maker before, Instant at, String by, String why) {
        var action = before == null ? "maker.added" : "maker.changed";
        return new AuditEntry(at, by, action, "maker " + name, before == null ? "" : before.told(), told(), why);
    }

    private String told() {
        return (own ? "own production" : "by quota") + (certificate.isEmpty() ? "" : ", with a certificate");
    }
}
