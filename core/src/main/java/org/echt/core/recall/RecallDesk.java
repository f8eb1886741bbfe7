package org.echt.core.recall;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.Register;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.Action;
import org.echt.core.notice.Finding;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Linter;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Impact.Summary;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/**
 * The life of a recall. A revision is never altered; two people who act at once are told so; nobody publishes what they
 * submitted themselves. Thread-safe.
 *
 * <pre>
 *   draft ──> DRAFT ──preview──> PREVIEWED(hash) ──submit(hash)──> SUBMITTED ──approve(hash)──> PUBLISHED vN
 *               ^  ^                    │                              │                          │  ^
 *               │  └──────sendBack──────┼──────────────────────────────┘        pause ──> PAUSED ─┘  │ countersign
 *               │                       └──breakGlass(hash): a STOP_USE, alone, for 12 h ────────────┘
 *               └──revise (widen, narrow, reword)── any public state but WITHDRAWN
 *   propose (close, withdraw) ──> SUBMITTED ──approve──> CLOSED | WITHDRAWN
 * </pre>
 *
 * <p>What an approver signs is the hash of the preview. Publishing finds the impact anew and refuses when the data moved
 * since. A drill takes the same steps under an id of its own and is told to nobody outside.
 */
public final class RecallDesk {
    /** How long a STOP_USE published by one person alone stands before it falls back to CHECK. */
    public static final Duration ALONE = Duration.ofHours(12);

    private static final Set<Kind> CHANGES = EnumSet.of(Kind.WIDEN, Kind.NARROW, Kind.REWORD);
    private static final Set<Kind> CONCLUSIONS = EnumSet.of(Kind.CLOSE, Kind.WITHDRAW);

    private final RecallStore store;
    private final Supplier<Register> register;
    private final InstantSource clock;
    private final ImpactFinder impacts;
    private final Estimator estimator;

    /** @param register the present register, freshly read at each call */
    public RecallDesk(RecallStore store, AsBuiltStore builds, Supplier<Register> register, InstantSource clock) {
        this.store = store;
        this.register = register;
        this.clock = clock;
        this.impacts = new ImpactFinder(builds, store);
        this.estimator = new Estimator(builds, clock);
    }

    /** A recall and the impact just found for its newest revision. */
    public record Previewed(Recall recall, Impact impact) {}

    /** Opens a recall in draft. Its id is {@code R-<year>-<number>}, the next free one; {@code D-...} for a drill. */
    public Recall draft(Content content, boolean drill, Act act) {
        act.by().require(Right.PREPARE_RECALLS);
        while (true) {
            var id = nextId(drill);
            var first = new Revision(
                    1, State.DRAFT, 0, Kind.NEW, content, Summary.NONE, act.name(), now(), act.why(), null);
            if (store.append(id, first)) {
                return find(id);
            }
        }
    }

    /**
     * Changes a draft, or begins the next version of a public recall.
     *
     * @param based number of the revision the change was made from: whoever changed it meanwhile is not overwritten
     * @param kind WIDEN, NARROW or REWORD; a recall that was never public stays NEW
     * @throws RefusedException (CONFLICT) when {@code based} is not the newest
     */
    public Recall revise(String id, int based, Kind kind, Content content, Act act) {
        act.by().require(Right.PREPARE_RECALLS);
        var recall = find(id);
        refuseWithdrawn(recall);
        if (recall.latest().number() != based) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "recall " + id + " is at revision " + recall.latest().number() + " by "
                            + recall.latest().by() + "; the change was made from revision " + based);
        }
        if (!CHANGES.contains(kind)) {
            throw new RefusedException(Fault.BAD_REQUEST, "a recall is changed by one of " + CHANGES + ", not " + kind);
        }
        var effective = recall.inForce().isEmpty() ? Kind.NEW : kind;
        return next(recall, new Step(State.DRAFT, effective, content, Summary.NONE, null), act);
    }

    /** Counts what the draft concerns and binds the counts to a hash. What was submitted must be submitted again. */
    public Previewed preview(String id, Act act) {
        return preview(id, act, _ -> true).orElseThrow();
    }

    /**
     * Counts what the draft concerns and binds the counts to a hash: first an estimate, then the exact count. {@link Previews}
     * tells more of the same units.
     *
     * @return empty when {@code watcher} ended it: then nothing was changed
     */
    public Optional<Previewed> preview(String id, Act act, PreviewWatcher watcher) {
        act.by().require(Right.PREPARE_RECALLS);
        var recall = find(id);
        latestDraft(recall);
        return Watched.run(watcher, watched -> {
            var impact = counted(recall, watched).impact();
            return new Previewed(keep(recall, impact, act), impact);
        });
    }

    /** An impact and the look at the data it was counted by. */
    record Counted(Impact impact, ImpactFinder.Look look) {}

    /** Estimates, then counts, what the newest revision concerns. */
    Counted counted(Recall recall, Watched watched) {
        var began = now();
        var present = register.get();
        var scope = recall.latest().content().scope();
        long seed = 31L * recall.id().hashCode() + recall.latest().number();
        watched.tell(estimator.estimate(scope, present, began, seed, began));
        var look = impacts.look(
                present, began, (done, total) -> watched.counting(PreviewEvent.Stage.BUILD_RECORDS, done, total));
        return new Counted(impacts.find(recall, recall.latest().content(), look), look);
    }

    /** Makes a count of the draft the preview that is submitted. */
    Recall keep(Recall recall, Impact impact, Act act) {
        var latest = recall.latest();
        checkDirection(latest.kind(), impact.summary());
        return next(recall, new Step(State.PREVIEWED, latest.kind(), latest.content(), impact.summary(), null), act);
    }

    /**
     * Hands what was previewed to a second person.
     *
     * @param hash the preview's hash
     * @throws RefusedException (STALE_PREVIEW) when it is another, (CONFLICT) when there is no preview, units without a
     *     build record are not decided on, or the linter stands against it
     */
    public Recall submit(String id, String hash, Act act) {
        act.by().require(Right.PREPARE_RECALLS);
        var recall = find(id);
        var latest = requireState(recall, State.PREVIEWED, "submitted");
        requireHash(recall, hash);
        if (latest.impact().unknown() > 0 && latest.content().unknownBuild() == UnknownBuild.UNDECIDED) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    latest.impact().unknown() + " units have no complete build record, and recall " + id
                            + " does not say what they are told. Decide: unknownBuild CHECK, or EXCLUDE with a reason");
        }
        refuseFindings(id, findings(id));
        return next(recall, new Step(State.SUBMITTED, latest.kind(), latest.content(), latest.impact(), null), act);
    }

    /** What the linter says of the newest revision, with the countries its units are known to be in. */
    public List<Finding> findings(String id) {
        var recall = find(id);
        var content = recall.latest().content();
        var impact = impacts.find(recall, content, register.get(), now());
        var countries = Markets.countries(register.get(), impact.affected().or(impact.unknown()));
        return Linter.lint(content.notice(), laws(content, countries.keySet()), countries.keySet());
    }

    /** The laws of the texts there are, and of the countries the units are in. */
    private static Set<Jurisdiction> laws(Content content, Set<String> countries) {
        var laws = EnumSet.copyOf(content.notice().texts().keySet());
        laws.addAll(Markets.laws(countries));
        return laws;
    }

    private static void refuseFindings(String id, List<Finding> findings) {
        var blocking = findings.stream().filter(Finding::blocks).toList();
        if (!blocking.isEmpty()) {
            var first = blocking.getFirst();
            throw new RefusedException(
                    Fault.CONFLICT,
                    "the notice of " + id + " breaks " + blocking.size() + " rules; the first: " + first.rule() + " at "
                            + first.place() + ": " + first.what());
        }
    }

    /** A second person does not agree; the draft is open again. Needs a reason. */
    public Recall sendBack(String id, Act act) {
        act.by().require(Right.APPROVE_RECALLS);
        var recall = find(id);
        var latest = requireState(recall, State.SUBMITTED, "sent back");
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "sending recall " + id + " back needs a reason");
        }
        var kind = CONCLUSIONS.contains(latest.kind()) ? Kind.REWORD : latest.kind();
        return next(recall, new Step(State.DRAFT, kind, latest.content(), Summary.NONE, null), act);
    }

    /**
     * A second person signs: what was submitted is published, closed or withdrawn.
     *
     * @param hash the preview's hash; for a version to be published the impact is found anew and must still have it
     * @throws RefusedException (NOT_ALLOWED) for the submitter, (STALE_PREVIEW) when the data moved, (CONFLICT) when
     *     nothing was submitted
     */
    public Recall approve(String id, String hash, Act act) {
        act.by().require(Right.APPROVE_RECALLS);
        var recall = find(id);
        var latest = requireState(recall, State.SUBMITTED, "approved");
        if (latest.by().equals(act.name())) {
            throw new RefusedException(
                    Fault.NOT_ALLOWED, act.name() + " submitted recall " + id + "; somebody else must approve it");
        }
        requireHash(recall, hash);
        if (CONCLUSIONS.contains(latest.kind())) {
            return conclude(recall, latest, act);
        }
        return next(recall, fresh(recall, latest, null), act);
    }

    /**
     * One person publishes a STOP_USE at once. It lapses to CHECK after {@link #ALONE} unless somebody else countersigns.
     *
     * @param hash the preview's hash
     * @throws RefusedException (CONFLICT) for anything but a STOP_USE that is new or wider than what is in force
     */
    public Recall breakGlass(String id, String hash, Act act) {
        act.by().require(Right.BREAK_GLASS);
        var recall = find(id);
        var latest = recall.latest();
        if (latest.state() != State.SUBMITTED) {
            requireState(recall, State.PREVIEWED, "published alone");
        }
        requireHash(recall, hash);
        if (latest.content().action() != Action.STOP_USE
                || (latest.kind() != Kind.NEW && latest.kind() != Kind.WIDEN)) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "one person alone may only publish a STOP_USE, new or wider; recall " + id + " is "
                            + latest.content().action() + ", " + latest.kind());
        }
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "publishing recall " + id + " alone needs a reason");
        }
        var lapsesAt = recall.inForce().map(Revision::lapsesAt).orElse(now().plus(ALONE));
        return next(recall, fresh(recall, latest, lapsesAt), act);
    }

    /** A second person signs what one published alone: it no longer lapses, and a lapsed one is STOP_USE again. */
    public Recall countersign(String id, Act act) {
        act.by().require(Right.APPROVE_RECALLS);
        var recall = find(id);
        var alone = recall.aloneBy()
                .orElseThrow(() -> new RefusedException(
                        Fault.CONFLICT, "recall " + id + " was not published by one person alone"));
        if (alone.equals(act.name())) {
            throw new RefusedException(
                    Fault.NOT_ALLOWED, act.name() + " published recall " + id + " alone; somebody else must sign");
        }
        var inForce = recall.inForce().orElseThrow();
        refuseOverDraft(recall, "countersigned");
        return next(
                recall, new Step(inForce.state(), Kind.COUNTERSIGN, inForce.content(), inForce.impact(), null), act);
    }

    /** Stops new messages; what is told stays the same. */
    public Recall pause(String id, Act act) {
        return interrupt(id, State.PUBLISHED, State.PAUSED, Kind.PAUSE, act);
    }

    /** Lets messages go out again. */
    public Recall resume(String id, Act act) {
        return interrupt(id, State.PAUSED, State.PUBLISHED, Kind.RESUME, act);
    }

    private Recall interrupt(String id, State from, State to, Kind kind, Act act) {
        act.by().require(Right.PREPARE_RECALLS);
        var recall = find(id);
        var inForce = requireInForce(recall);
        if (inForce.state() != from) {
            throw new RefusedException(Fault.CONFLICT, "recall " + id + " is " + inForce.state() + ", not " + from);
        }
        refuseOverDraft(recall, kind == Kind.PAUSE ? "paused" : "resumed");
        return next(recall, new Step(to, kind, inForce.content(), inForce.impact(), inForce.lapsesAt()), act);
    }

    /**
     * Submits the end of a recall to a second person.
     *
     * @param kind CLOSE ends the campaign, units that were never mended are still told that they are affected; WITHDRAW
     *     silences a recall that was published in error, and needs a reason
     */
    public Recall propose(String id, Kind kind, Act act) {
        act.by().require(Right.PREPARE_RECALLS);
        var recall = find(id);
        refuseWithdrawn(recall);
        var inForce = requireInForce(recall);
        if (!CONCLUSIONS.contains(kind)) {
            throw new RefusedException(Fault.BAD_REQUEST, "a recall ends by one of " + CONCLUSIONS + ", not " + kind);
        }
        if (kind == Kind.CLOSE && inForce.state() == State.CLOSED) {
            throw new RefusedException(Fault.CONFLICT, "recall " + id + " is CLOSED already");
        }
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "ending recall " + id + " needs a reason");
        }
        refuseOverDraft(recall, "ended");
        return next(recall, new Step(State.SUBMITTED, kind, inForce.content(), inForce.impact(), null), act);
    }

    private Recall conclude(Recall recall, Revision latest, Act act) {
        var inForce = requireInForce(recall);
        boolean closes = latest.kind() == Kind.CLOSE;
        var state = closes ? State.CLOSED : State.WITHDRAWN;
        return next(
                recall,
                new Step(state, latest.kind(), inForce.content(), inForce.impact(), closes ? inForce.lapsesAt() : null),
                act);
    }

    /** Exactly which items a recall concerns as it stands now, by its newest revision; changes nothing. */
    public Impact impact(String id) {
        var recall = find(id);
        return impacts.find(recall, recall.latest().content(), register.get(), now());
    }

    /** The same with its progress; empty when {@code watcher} ended it. Changes nothing. */
    public Optional<Impact> impact(String id, PreviewWatcher watcher) {
        var recall = find(id);
        return Watched.run(watcher, watched -> counted(recall, watched).impact());
    }

    /**
     * Issued items the version in force of each recall speaks to and whose own remedy is not done: those its rule matches,
     * and those without a complete build record unless they are left out for a reason. Empty for a recall that is not told.
     * Counts anew, one look at the data for all.
     */
    public Map<String, ItemSet> concerned(Collection<Recall> recalls) {
        var look = impacts.look(register.get(), now(), (_, _) -> {});
        var concerned = new HashMap<String, ItemSet>();
        for (var recall : recalls) {
            var content = recall.inForce().filter(r -> r.state().isTold()).map(Revision::content);
            concerned.put(
                    recall.id(),
                    content.map(c -> spokenTo(c, look).andNot(store.remedied(recall.id())))
                            .orElse(ItemSet.EMPTY));
        }
        return concerned;
    }

    private static ItemSet spokenTo(Content content, ImpactFinder.Look look) {
        var found = look.sets().find(content.scope());
        var items = content.unknownBuild() == UnknownBuild.EXCLUDE
                ? found.yes()
                : found.yes().or(found.unknown());
        return items.and(look.register().issued());
    }

    /** Those of {@code items} that now sit in nothing: of an impact, what people hold in their hands. Changes nothing. */
    public ItemSet topLevel(ItemSet items) {
        return impacts.topLevel(items, now());
    }

    public Recall find(String id) {
        return store.existing(id);
    }

    /** Recalls that wait for a second person: submitted, or published by one alone. */
    public List<Recall> waiting() {
        return store.recalls().stream()
                .filter(r ->
                        r.latest().state() == State.SUBMITTED || r.aloneBy().isPresent())
                .toList();
    }

    /** What was looked at, ready to be published; refused when its impact, found anew, is another. */
    private Step fresh(Recall recall, Revision latest, @Nullable Instant lapsesAt) {
        var impact =
                impacts.find(recall, latest.content(), register.get(), now()).summary();
        if (!impact.hash().equals(latest.impact().hash())) {
            throw new RefusedException(Fault.STALE_PREVIEW, moved(recall.id(), latest.impact(), impact));
        }
        return new Step(State.PUBLISHED, latest.kind(), latest.content(), impact, lapsesAt);
    }

    /** What the next revision is, but for its number, version and author. */
    record Step(
            State state,
            Kind kind,
            Content content,
            Summary impact,
            @Nullable Instant lapsesAt) {
        Step as(State other) {
            return new Step(other, kind, content, impact, lapsesAt);
        }
    }

    /** Every public revision is a version of its own. */
    private Recall next(Recall recall, Step step, Act act) {
        var latest = recall.latest();
        int version = latest.version() + (step.state().isPublic() ? 1 : 0);
        var revision = new Revision(
                latest.number() + 1,
                step.state(),
                version,
                step.kind(),
                step.content(),
                step.impact(),
                act.name(),
                now(),
                act.why(),
                step.lapsesAt());
        if (!store.append(recall.id(), revision)) {
            throw new RefusedException(
                    Fault.CONFLICT, "somebody else changed recall " + recall.id() + " at the same time");
        }
        return find(recall.id());
    }

    private static Revision requireState(Recall recall, State state, String verb) {
        var latest = recall.latest();
        if (latest.state() != state) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "recall " + recall.id() + " is " + latest.state() + "; only one that is " + state + " can be "
                            + verb);
        }
        return latest;
    }

    private static void requireHash(Recall recall, String hash) {
        var known = recall.latest().impact().hash();
        if (!known.equals(hash)) {
            throw new RefusedException(
                    Fault.STALE_PREVIEW,
                    "the preview of " + recall.id() + " has hash " + shortHash(known) + ", not " + shortHash(hash));
        }
    }

    private static Revision requireInForce(Recall recall) {
        return recall.inForce()
                .orElseThrow(
                        () -> new RefusedException(Fault.CONFLICT, "recall " + recall.id() + " was never published"));
    }

    /** What is not public yet must not be lost from sight by a step that goes around it. */
    private static void refuseOverDraft(Recall recall, String verb) {
        var latest = recall.latest();
        if (!latest.state().isPublic()) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "recall " + recall.id() + " has a next version that is " + latest.state() + " by " + latest.by()
                            + "; it cannot be " + verb + " before that is published or given up");
        }
    }

    static Revision latestDraft(Recall recall) {
        var latest = recall.latest();
        if (latest.state().isPublic() || CONCLUSIONS.contains(latest.kind())) {
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

    private String nextId(boolean drill) {
        var prefix = Recall.prefix(drill, now().atZone(ZoneOffset.UTC).getYear());
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
