package org.echt.app.config;

import java.time.LocalTime;
import org.echt.core.registration.RegistrationDesk.Demand;
import org.echt.core.registration.Retention;

/**
 * How persons are treated.
 *
 * @param demand what a registration must show
 * @param retention how long what is kept about them is kept
 * @param quietFrom when the night begins, at their place
 * @param quietTo when it ends; the same for no night
 */
public record PersonsConfig(Demand demand, Retention retention, LocalTime quietFrom, LocalTime quietTo) {}
