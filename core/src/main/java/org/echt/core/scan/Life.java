package org.echt.core.scan;

/** Where an issued item is in its life (CBV dispositions where there is one). */
public enum Life {
    COMMISSIONED,
    NOT_RELEASED,
    REGISTERED,
    STOLEN,
    DESTROYED,
    SAMPLE,
    EXPIRED,
    RETURNED
}
