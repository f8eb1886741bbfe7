package org.echt.app.api;

import java.util.Optional;
import java.util.function.Function;
import org.echt.core.outreach.OutreachDesk;
import org.echt.core.registration.DeliveryDesk;
import org.echt.core.registration.DisputeDesk;
import org.echt.core.registration.PersonDesk;

/**
 * The desks at which persons are served.
 *
 * @param persons exports and deletes
 * @param disputes decides who owns an item
 * @param deliveries takes in whom sellers delivered what
 * @param messages looks after messages
 * @param languages the known language that is meant by a text
 */
public record PersonalDesks(
        PersonDesk persons,
        DisputeDesk disputes,
        DeliveryDesk deliveries,
        OutreachDesk messages,
        Function<String, Optional<String>> languages) {}
