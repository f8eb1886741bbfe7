package org.echt.app.api;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.echt.core.access.AccessDesk;
import org.echt.core.claim.ClaimDesk;
import org.echt.core.recall.EffectivenessDesk;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.RemedyDesk;
import org.echt.core.verify.Catalogue;

/**
 * What programs that sign in work on.
 *
 * @param access knows keys and sessions
 * @param recallStore all recalls
 * @param recalls their steps
 * @param remedies what was mended
 * @param claims answers claims
 * @param effectiveness how far recalls have got
 * @param catalogue the present catalogue, freshly read at each call
 * @param persons where persons are served; refuses (CONFLICT) before there is a key store
 * @param clock for rates and days
 */
public record Office(
        AccessDesk access,
        RecallStore recallStore,
        RecallDesk recalls,
        RemedyDesk remedies,
        ClaimDesk claims,
        EffectivenessDesk effectiveness,
        Supplier<Catalogue> catalogue,
        Supplier<PersonalDesks> persons,
        InstantSource clock) {}
