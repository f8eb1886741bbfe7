package org.echt.app.log;

import java.net.URI;
import org.echt.core.tlog.VerifierKey;

/**
 * Somebody elsewhere who cosigns checkpoints.
 *
 * @param key whose cosignatures are taken
 * @param address below which {@code add-checkpoint} is
 */
public record Witness(VerifierKey key, URI address) {}
