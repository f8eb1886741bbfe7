package org.echt.core.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a person is here for; a person may have several roles. */
public enum Role {
    VIEWER(EnumSet.of(Right.READ)),
    SERVICE(EnumSet.of(
            Right.READ,
            Right.RECORD_REMEDIES,
            Right.REVIEW_PROOFS,
            Right.DECIDE_DISPUTES,
            Right.DECIDE_SIGNALS,
            Right.DELIVER,
            Right.MANAGE_PERSONS)),
    PRODUCTION(EnumSet.of(Right.READ, Right.PRODUCE, Right.DESCRIBE_ITEMS)),
    QUALITY(EnumSet.of(
            Right.READ,
            Right.DESCRIBE_ITEMS,
            Right.PREPARE_RECALLS,
            Right.BREAK_GLASS,
            Right.RECORD_REMEDIES,
            Right.DECIDE_SIGNALS)),
    APPROVER(EnumSet.of(Right.READ, Right.APPROVE_RECALLS, Right.BREAK_GLASS, Right.SEND_MESSAGES)),
    AUDITOR(EnumSet.of(Right.READ, Right.READ_AUDIT)),
    ADMIN(EnumSet.of(
            Right.READ,
            Right.READ_AUDIT,
            Right.MANAGE_ACCESS,
            Right.SEND_MESSAGES,
            Right.MANAGE_PERSONS,
            Right.MANAGE_WEBHOOKS,
            Right.MANAGE_MAKERS));

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = Collections.unmodifiableSet(rights);
    }

    public Set<Right> rights() {
        return rights;
    }
}
