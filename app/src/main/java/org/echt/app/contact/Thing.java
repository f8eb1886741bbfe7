package org.echt.app.contact;

import java.time.Instant;
import org.echt.app.answer.Tone;
import org.echt.core.registration.Registration;
import org.jspecify.annotations.Nullable;

/**
 * An item of somebody's list. Public for the templates only.
 *
 * @param item its number
 * @param product its name
 * @param code as printed on it
 * @param check where it is checked
 * @param tone how its answer looks; GREY where it cannot be told now
 * @param says what a check says in a line
 * @param since when it came into the list
 * @param confirmed whether its link was pressed
 * @param seller who delivered it; empty for nobody
 * @param claim how it stands as a registration; null for none
 * @param registration number of the registration; 0 for none
 */
public record Thing(
        long item,
        String product,
        String code,
        String check,
        Tone tone,
        String says,
        Instant since,
        boolean confirmed,
        String seller,
        Registration.@Nullable State claim,
        long registration) {
    public boolean isOwned() {
        return claim == Registration.State.ACTIVE;
    }

    public boolean isDisputed() {
        return claim == Registration.State.DISPUTED;
    }

    public boolean isClaimed() {
        return claim == Registration.State.PENDING;
    }
}
