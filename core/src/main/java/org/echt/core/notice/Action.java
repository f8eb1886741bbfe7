package org.echt.core.notice;

/** What the owner of a unit must do; worst first. */
public enum Action {
    STOP_USE,
    CHECK,
    UPDATE,
    INFO
}
