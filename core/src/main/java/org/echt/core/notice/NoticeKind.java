package org.echt.core.notice;

import java.util.Set;

/** What a notice is in law and in tone; worst first. */
public enum NoticeKind {
    /** A product safety recall (Regulation (EU) 2023/988, Article 3(25); 16 CFR 1115). */
    RECALL(Set.of(Action.STOP_USE, Action.CHECK)),
    /** A safety warning that calls nothing back (Article 35 of the same Regulation). */
    SAFETY(Set.of(Action.STOP_USE, Action.CHECK)),
    /** Something to install or change; no hazard. */
    UPDATE(Set.of(Action.UPDATE)),
    /** Something worth knowing; says nothing about safety. */
    INFO(Set.of(Action.INFO));

    private final Set<Action> actions;

    NoticeKind(Set<Action> actions) {
        this.actions = actions;
    }

    /** Actions a notice of this kind may ask for. */
    public Set<Action> actions() {
        return actions;
    }

    /** Whether a unit it concerns has an open matter of safety. */
    public boolean isAboutSafety() {
        return this == RECALL || this == SAFETY;
    }
}
