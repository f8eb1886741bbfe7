package org.echt.app.cli;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.echt.core.outreach.OutreachDesk;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.DeliveryDesk;
import org.echt.core.registration.DisputeDesk;
import org.echt.core.registration.PersonDesk;
import org.echt.core.registration.Retention;
import org.echt.core.registration.WatchDesk;

/**
 * The desks at which the service works for persons.
 *
 * @param persons finds, exports and deletes
 * @param retention how long is kept what, for {@link PersonDesk#purge}
 * @param disputes decides who owns an item
 * @param deliveries knows what sellers handed in
 * @param files takes in what sellers hand in
 * @param messages looks after messages
 * @param watches knows whom messages to try go to
 * @param languages the known language that is meant by a text
 * @param channels by which messages are sent as the installation is configured
 */
public record ServiceDesks(
        PersonDesk persons,
        Retention retention,
        DisputeDesk disputes,
        DeliveryDesk deliveries,
        DeliveryFiles files,
        OutreachDesk messages,
        WatchDesk watches,
        Function<String, Optional<String>> languages,
        Set<ContactAddress.Kind> channels) {}
