package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.keys.KeyRing;
import org.echt.core.notice.Action;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.WordList;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.Hindsight.Meaning;
import org.echt.core.verify.Hindsight.Turn;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.Concern;
import org.echt.core.verify.Verifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random worlds whose days pass: what checks answered on the way is what looking back says they answered. The build record
 * is known from the beginning, because it is told as it is known now.
 */
@Tag("slow")
class HindsightTest {
    private static final int WORLDS = 120;
    private static final int STEPS = 30;
    private int compared;
    private int turned;

    @Test
    void lookingBackTellsWhatChecksAnswered() {
        long seed = Long.getLong("seed", System.nanoTime());
        for (int i = 0; i < WORLDS; i++) {
            new Run(new SplittableRandom(seed + i), "-Dseed=" + (seed + i)).go();
        }
        assertTrue(compared > 10_000 && turned > 500, compared + " answers compared, " + turned + " turns");
    }

    /** What a check answered. */
    private record Said(Instant at, AuthenticCode code, Map<String, Answer> answers) {}

    private final class Run {
        private final SplittableRandom random;
        private final String seed;
        private final MemoryStores stores = new MemoryStores();
        private final World world;
        private final List<ChangeSet> changes;
        private final SettableTime time = new SettableTime(Instant.parse("2026-01-05T08:00:00Z"));
        private final CatalogueHolder catalogues;
        private final Verifier verifier;
        private final List<AuthenticCode> codes = new ArrayList<>();
        private final Map<String, Integer> revisions = new HashMap<>();
        private final List<Said> said = new ArrayList<>();
        private int changed;

        Run(SplittableRandom random, String seed) {
            this.random = random;
            this.seed = seed;
            var whole = RandomWorld.of(random);
            changes = whole.changeSets();
            world = new World(
                            whole.products(),
                            whole.batches(),
                            whole.installations(),
                            whole.foreign(),
                            whole.definitions(),
                            List.of(),
                            List.of(),
                            whole.now())
                    .storeIn(stores);
            catalogues = new CatalogueHolder(
                    stores.catalogue(), () -> new KeyRing(List.of(CheckedWorld.slot('A', 1))), _ -> WordList.NONE);
            verifier = new Verifier(catalogues, stores.items(), stores.scans(), time, random.split());
            var items = world.ownItems();
            for (int i = 0; i < 6; i++) {
                codes.add(authentic(items.get(random.nextInt(items.size()))));
            }
        }

        private AuthenticCode authentic(long item) {
            var authenticator = catalogues.present().authenticator();
            return authenticator.authenticate(authenticator.codeOf(item)) instanceof Authentication.Authentic(var code)
                    ? code
                    : codes.getFirst();
        }

        void go() {
            for (int i = 0; i < STEPS; i++) {
                step();
                codes.forEach(this::look);
                time.advance(Duration.ofMinutes(1 + random.nextInt(4 * 24 * 60)));
                codes.forEach(this::look);
                // What is recorded within a moment counts from that moment on.
                time.advance(Duration.ofSeconds(1));
            }
            compare();
        }

        private void step() {
            switch (random.nextInt(6)) {
                case 0 -> change();
                case 1 -> mend();
                default -> recall();
            }
        }

        private void change() {
            if (changed < changes.size()) {
                var next = changes.get(changed++);
                stores.attributes()
                        .append(new ChangeSet(
                                next.id(), next.by(), time.instant(), next.why(), "", next.undoes(), next.changes()));
            }
        }

        private void mend() {
            if (!revisions.isEmpty()) {
                var recall = "R-2026-00" + random.nextInt(revisions.size());
                long item = codes.get(random.nextInt(codes.size())).item();
                stores.recalls()
                        .record(
                                new Remedy(recall, item, RemedyKind.REPAIR, time.instant(), "shop", ""),
                                time.instant());
            }
        }

        private void recall() {
            int n = random.nextInt(Math.min(3, revisions.size() + 1));
            var id = "R-2026-00" + n;
            int number = revisions.merge(id, 1, Integer::sum);
            var states =
                    List.of(State.PUBLISHED, State.PUBLISHED, State.DRAFT, State.PAUSED, State.CLOSED, State.WITHDRAWN);
            var state = states.get(random.nextInt(states.size()));
            stores.recalls()
                    .append(id, Notices.revision(number, state, number, Kind.REWORD, content(), time.instant()));
        }

        private Content content() {
            var unknown = random.nextBoolean() ? UnknownBuild.CHECK : UnknownBuild.UNDECIDED;
            return Notices.content(RandomScope.of(random, world, 3), Action.CHECK, unknown);
        }

        private void look(AuthenticCode code) {
            var answers = new TreeMap<String, Answer>();
            for (Concern concern : verifier.look(code).safety().recalls()) {
                answers.put(concern.recall(), concern.answer());
            }
            said.add(new Said(time.instant(), code, answers));
        }

        private void compare() {
            var hindsight = catalogues.hindsight();
            for (var one : said) {
                var facts = stores.items().read(one.code().item(), true);
                var looked = new TreeMap<String, Answer>();
                for (var meaning : hindsight.of(one.code(), facts, one.at())) {
                    var concern = meaning.concern();
                    if (concern != null) {
                        looked.put(meaning.recall().id(), concern.answer());
                    }
                    turned += Math.max(0, meaning.course().size() - 1);
                }
                assertEquals(one.answers(), looked, () -> one.at() + " " + one.code() + " " + seed);
                compared++;
            }
            said.forEach(this::courseAgrees);
        }

        /** What the course of the last moment says of every moment before. */
        private void courseAgrees(Said one) {
            var facts = stores.items().read(one.code().item(), true);
            for (Meaning meaning : catalogues.hindsight().of(one.code(), facts, time.instant())) {
                var then = meaning.at(one.at()).map(Turn::answer).orElse(null);
                assertEquals(one.answers().get(meaning.recall().id()), then, () -> one.at() + " " + seed);
            }
        }
    }
}
