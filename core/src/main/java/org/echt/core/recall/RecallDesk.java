package org.echt.core.recall;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.Register;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.recall.Impact.Summary;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.echt.core.serial.ItemSet;

/**
 * The life of a recall: draft, preview, publish, and every later change by the same three steps. A revision is never
 * altered; two people who act at once are told so. Thread-safe.
 *
 * <pre>
 *   draft ──> DRAFT ──preview──> PREVIEWED(hash) ──publish(hash)──> PUBLISHED vN
 *               ^                                                      │
 *               └───────────────── revise (widen, narrow, reword) ─────┤
 *                                             close, withdraw ─────────┘
 * </pre>
 *
 * A second person's approval belongs between PREVIEWED and PUBLISHED: {@link #publish} already binds to the hash of what
 * was looked at, and refuses when the data moved.
 */
public final class RecallDesk {
    private final RecallStore store;
    private final Supplier<Register> register;
    private final InstantSource clock;
    private final ImpactFinder impacts;

    /** @param register the present register, freshly read at each call */
    public RecallDesk(RecallStore store, AsBuiltStore builds, Supplier<Register> register, InstantSource clock) {
        this.store = store;
        this.register = register;
        this.clock = clock;
        this.impacts = new ImpactFinder(builds, store);
    }

    /**
     * Who does a step, and why.
     *
     * @param by user name
     * @param why for the audit
     */
    public record Act(String by, String why) {
        public Act {
            if (by.isBlank()) {
                throw new IllegalArgumentException("who acts must be named");
            }
        }
    }

    /** A recall and the impact just found for its newest revision. */
    public record Previewed(Recall recall, Impact impact) {}

    /** Opens a recall in draft. Its id is {@code R-<year>-<number>}, the next free one. */
    public Recall draft(Content content, Act act) {
        while (true) {
            var id = nextId();
            var first = new Revision(1, State.DRAFT, 0, Kind.NEW, content, Summary.NONE, act.by(), now(), act.why());
            if (store.append(id, first)) {
                return find(id);
            }
        }
    }

    /** Changes a draft, or begins the next version of a public recall. */
    public Recall revise(String id, Kind kind, Content content, Act act) {
        var recall = find(id);
        refuseWithdrawn(recall);
        var effective = recall.inForce().isEmpty() ? Kind.NEW : kind;
        return next(recall, State.DRAFT, effective, content, Summary.NONE, act);
    }

    /** Counts what the draft concerns and binds the counts to a hash. */
    public Previewed preview(String id, Act act) {
        var recall = find(id);
        var latest = latestDraft(recall);
        var impact = impacts.find(recall, latest.content(), register.get(), now());
        checkDirection(latest.kind(), impact.summary());
        var previewed = next(recall, State.PREVIEWED, latest.kind(), latest.content(), impact.summary(), act);
        return new Previewed(previewed, impact);
    }

    /**
     * Publishes what was previewed.
     *
     * @param hash the preview's hash; the impact is found anew and must still have it
     * @throws RefusedException (STALE_PREVIEW) when the data moved, (CONFLICT) when there is nothing to publish
     */
    public Recall publish(String id, String hash, Act act) {
        var recall = find(id);
        var latest = recall.latest();
        if (latest.state() != State.PREVIEWED) {
            throw new RefusedException(
                    Fault.CONFLICT, "recall " + id + " is " + latest.state() + "; only a preview can be published");
        }
        if (!latest.impact().hash().equals(hash)) {
            throw new RefusedException(
                    Fault.STALE_PREVIEW,
                    "the preview of " + id + " has hash "
                            + shortHash(latest.impact().hash()) + ", not " + shortHash(hash));
        }
        var impact = impacts.find(recall, latest.content(), register.get(), now());
        if (!impact.summary().hash().equals(hash)) {
            throw new RefusedException(Fault.STALE_PREVIEW, moved(id, latest.impact(), impact.summary()));
        }
        return next(recall, State.PUBLISHED, latest.kind(), latest.content(), impact.summary(), act);
    }

    /** Ends the campaign. Units that were never mended are still told that they are affected. */
    public Recall close(String id, Act act) {
        return conclude(id, State.CLOSED, Kind.CLOSE, act);
    }

    /** Silences a recall that was published in error; needs a reason. */
    public Recall withdraw(String id, Act act) {
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "withdrawing recall " + id + " needs a reason");
        }
        return conclude(id, State.WITHDRAWN, Kind.WITHDRAW, act);
    }

    /** Exactly which items a recall concerns as it stands now, by its newest revision; changes nothing. */
    public Impact impact(String id) {
        var recall = find(id);
        return impacts.find(recall, recall.latest().content(), register.get(), now());
    }

    /** Those of {@code items} that now sit in nothing: of an impact, what people hold in their hands. Changes nothing. */
    public ItemSet topLevel(ItemSet items) {
        return impacts.topLevel(items, now());
    }

    public Recall find(String id) {
        return store.recall(id)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no recall \"" + id + "\""));
    }

    private Recall conclude(String id, State state, Kind kind, Act act) {
        var recall = find(id);
        refuseWithdrawn(recall);
        var inForce = recall.inForce()
                .orElseThrow(() -> new RefusedException(Fault.CONFLICT, "recall " + id + " was never published"));
        if (inForce.state() == state) {
            throw new RefusedException(Fault.CONFLICT, "recall " + id + " is " + state + " already");
        }
        return next(recall, state, kind, inForce.content(), inForce.impact(), act);
    }

    /** Every public revision is a version of its own. */
    private Recall next(Recall recall, State state, Kind kind, Content content, Summary impact, Act act) {
        var latest = recall.latest();
        int version = latest.version() + (state.isPublic() ? 1 : 0);
        var revision =
                new Revision(latest.number() + 1, state, version, kind, content, impact, act.by(), now(), act.why());
        if (!store.append(recall.id(), revision)) {
            throw new RefusedException(
                    Fault.CONFLICT, "somebody else changed recall " + recall.id() + " at the same time");
        }
        return find(recall.id());
    }

    private static Revision latestDraft(Recall recall) {
        var latest = recall.latest();
        if (latest.state().isPublic()) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "recall " + recall.id() + " is " + latest.state() + " v" + latest.version()
                            + "; widen, narrow or reword it first");
        }
        return latest;
    }

    private static void refuseWithdrawn(Recall recall) {
        if (recall.latest().state() == State.WITHDRAWN) {
            throw new RefusedException(Fault.CONFLICT, "recall " + recall.id() + " was withdrawn; open a new one");
        }
    }

    /** A widening must not drop a unit, a narrowing not gain one, a rewording do neither. */
    private static void checkDirection(Kind kind, Summary impact) {
        boolean losesWrongly = impact.lost() > 0 && (kind == Kind.WIDEN || kind == Kind.REWORD);
        boolean gainsWrongly = impact.gained() > 0 && (kind == Kind.NARROW || kind == Kind.REWORD);
        if (losesWrongly || gainsWrongly) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "this is called " + kind + " but it gains " + impact.gained() + " and loses " + impact.lost()
                            + " units against the version in force");
        }
    }

    private static String moved(String id, Summary then, Summary now) {
        return "the data moved since the preview of " + id + ": affected " + then.affected() + " then, "
                + now.affected() + " now; unknown " + then.unknown() + " then, " + now.unknown() + " now";
    }

    private static String shortHash(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) + "…" : "\"" + hash + "\"";
    }

    private String nextId() {
        var prefix = "R-" + now().atZone(ZoneOffset.UTC).getYear() + "-";
        int next = store.recalls().stream()
                        .map(Recall::id)
                        .filter(id -> id.startsWith(prefix))
                        .mapToInt(id -> Integer.parseInt(id.substring(prefix.length())))
                        .max()
                        .orElse(0)
                + 1;
        return prefix + "%03d".formatted(next);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
