package org.echt.core.scan;

/** Why the use of a code is not that of one item; the first that holds is the cause its case is filed under. */
public enum Reason {
    /** More persons than one item can have say to own it, all showed its inside code, and nobody has decided between them. */
    MANY_OWNERS(true),
    /** It was destroyed by our record, and people look at it. */
    DESTROYED_SEEN(false),
    /** It was not released by our record, and people look at it. As a rule the record is late. */
    NOT_RELEASED_SEEN(false),
    /** People-days, on two days at least, in countries its lot was not made for. */
    OUTSIDE_MARKET(false),
    /** Countries it is seen in again long after, and after it was seen in another in between. */
    SEVERAL_HOMES(false),
    /** Countries it was seen in. */
    MANY_PLACES(false),
    /** People-days. */
    MANY_PEOPLE(false);

    private final boolean recorded;

    Reason(boolean recorded) {
        this.recorded = recorded;
    }

    /** Whether it rests on nothing that anybody can bring about by asking for a code, however often and from wherever. */
    public boolean isRecorded() {
        return recorded;
    }
}
