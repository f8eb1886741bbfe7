package org.echt.app.picture;

import org.echt.app.picture.Reencoded.Reason;

/** Carries a reason from the depth of a parser to {@link Pictures}; never leaves the room. */
final class RefusedPicture extends Exception {
    final Reason reason;

    RefusedPicture(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    static RefusedPicture broken() {
        return new RefusedPicture(Reason.BROKEN);
    }
}
