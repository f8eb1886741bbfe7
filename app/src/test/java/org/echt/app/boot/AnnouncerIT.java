package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.echt.app.letter.Written;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.notice.RemedyKind;
import org.echt.core.outreach.Announcer;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.Outbox.Filter;
import org.echt.core.outreach.QuietHours;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.DeliveryDesk.Delivery;
import org.echt.core.registration.DeliveryDesk.Terms;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.WatchDesk.Contact;
import org.junit.jupiter.api.Test;

/**
 * Publish, widen, narrow, widen, withdraw: who is told of what, against a computation of its own that knows only which laptop
 * holds a cell of which lot, and who watches which laptop.
 */
class AnnouncerIT extends ContactStage {
    private static final int PERSONS = 400;
    private static final Act SHOP = new Act(Actor.of("shop", Role.SERVICE), "");
    private static final QuietHours NO_NIGHT = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, _ -> List.of());

    /** Mail address to the laptops it watches. */
    private final Map<String, Set<Integer>> watching = new HashMap<>();

    private final Random random = new Random(Long.getLong("seed", 7));

    private Announcer announcer() {
        return new Announcer(
                new Announcer.Sources(node.recallStore(), node.recalls(), node.contacts(), node.outbox()),
                NO_NIGHT,
                node.clock());
    }

    private void deliver(String mail, int laptop) {
        var contact = new Contact(ContactAddress.mail(mail).orElseThrow(), "en", "DE");
        persons.deliveries()
                .take(
                        List.of(new Delivery(Plant.item(laptop), contact)),
                        new Terms("Shop", Duration.ofDays(900)),
                        SHOP);
        watching.computeIfAbsent(mail, _ -> new HashSet<>()).add(laptop);
    }

    /** Those who watch a laptop whose cell is of one of the lots. */
    private Set<String> concerned(Set<Integer> lots, Set<Integer> mended) {
        var concerned = new TreeSet<String>();
        watching.forEach((mail, laptops) -> {
            if (laptops.stream().anyMatch(l -> lots.contains(1 + l / 1_000) && !mended.contains(l))) {
                concerned.add(mail);
            }
        });
        return concerned;
    }

    /** Plans, plans again for nothing, sends everything; returns who got what. */
    private Map<Occasion, Set<String>> told() throws Exception {
        announcer().plan();
        assertEquals(List.of(), announcer().plan(), "planned again it is nothing new");
        var told = new HashMap<Occasion, Set<String>>();
        var all = new ArrayList<String>();
        for (var sent : sent()) {
            told.computeIfAbsent(sent.message().occasion(), _ -> new TreeSet<>())
                    .add(sent.to());
            all.add(sent.to());
        }
        assertEquals(new HashSet<>(all).size(), all.size(), "somebody got two messages of one version");
        return told;
    }

    @Test
    void whoIsToldAgreesWithAComputationOfItsOwn() throws Exception {
        for (int i = 0; i < PERSONS; i++) {
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                deliver("p" + i + "@example.org", random.nextInt(Plant.LAPTOPS));
            }
        }
        var campaign = Campaign.publish(node, "contains(cell where lot = K1)");
        var recall = campaign.recall();
        var first = told();
        assertEquals(Map.of(Occasion.ALERT, concerned(Set.of(1), Set.of())), first);

        campaign.revise(Kind.WIDEN, "contains(cell where lot in K1..K2)");
        var planned = announcer().plan();
        assertEquals(1, planned.size());
        var ordered = node.outbox().find(new Filter(recall, State.WAITING, 0, Long.MAX_VALUE, 10_000));
        assertEquals(concerned(Set.of(1, 2), Set.of()).size(), ordered.size());
        var second = sent().stream().map(Sent::to).toList();
        var before = concerned(Set.of(1), Set.of());
        var isNew = second.stream().map(this::hasNew).toList();
        assertTrue(isNew.lastIndexOf(true) < isNew.indexOf(false), "those told that all is well come first");
        assertEquals(concerned(Set.of(1, 2), Set.of()), new TreeSet<>(second));
        assertTrue(second.containsAll(before));

        // One laptop is mended, and somebody begins to watch late.
        deliver("mended@example.org", 1_500);
        node.recallStore()
                .record(
                        new Remedy(recall, Plant.item(1_500), RemedyKind.REPAIR, Instant.now(), "ines", ""),
                        Instant.now());
        deliver("late@example.org", 1_600);
        assertEquals(Map.of(Occasion.ALERT, Set.of("late@example.org")), told());

        campaign.revise(Kind.NARROW, "contains(cell where lot = K2)");
        var third = told();
        var still = concerned(Set.of(2), Set.of(1_500));
        var changed = concerned(Set.of(1, 2), Set.of(1_500));
        changed.removeAll(still);
        assertEquals(Map.of(Occasion.ALERT, still, Occasion.CHANGE, changed), third);

        campaign.revise(Kind.WIDEN, "contains(cell where lot in K1..K3)");
        assertEquals(Map.of(Occasion.ALERT, concerned(Set.of(1, 2, 3), Set.of(1_500))), told());

        campaign.withdraw();
        var last = told();
        assertEquals(Set.of(Occasion.CHANGE), last.keySet());
        assertEquals(concerned(Set.of(1, 2, 3), Set.of(1_500)), last.get(Occasion.CHANGE));
    }

    /** Whether a watched laptop with a cell of K2 was told that all is well: only K1 was recalled before. */
    private boolean hasNew(String mail) {
        return Objects.requireNonNull(watching.get(mail)).stream().anyMatch(l -> 1 + l / 1_000 == 2);
    }

    @Test
    void aMessageThatIsNoLongerTrueIsNotSent() throws Exception {
        deliver("kim@example.org", 2_900);
        var campaign = Campaign.publish(node, "items(#" + Plant.item(2_900) + ")");
        var recall = campaign.recall();
        announcer().plan();
        var message =
                node
                        .outbox()
                        .claim(new Outbox.Claim(ContactAddress.Kind.EMAIL, 1_000, Set.of()), Instant.now())
                        .stream()
                        .filter(m -> m.recall().equals(recall))
                        .findFirst()
                        .orElseThrow();
        var person =
                persons.vault().open(node.contacts().person(message.person()).orElseThrow());
        var letter = assertInstanceOf(Written.Letter.class, letters.write(message, person));
        assertTrue(letter.subject().startsWith("Product safety recall"), letter.subject());
        assertTrue(letter.text().contains("Stop using"), letter.text());
        assertTrue(letter.text().contains("Shop delivered this item to you"), letter.text());
        node.recallStore()
                .record(
                        new Remedy(recall, Plant.item(2_900), RemedyKind.REPAIR, Instant.now(), "ines", ""),
                        Instant.now());
        assertInstanceOf(Written.Obsolete.class, letters.write(message, person));
        campaign.withdraw();
        assertInstanceOf(Written.Obsolete.class, letters.write(message, person));
    }

    @Test
    void nothingOfAPausedRecallIsSentUntilItGoesOn() {
        deliver("pia@example.org", 2_950);
        var campaign = Campaign.publish(node, "items(#" + Plant.item(2_950) + ")");
        var announcer = announcer();
        announcer.plan();
        assertEquals(Set.of(), announcer.silent());
        var mara = new Act(Actor.of("mara", Role.QUALITY), "the hotline is overrun");
        campaign.desk().pause(campaign.recall(), mara);
        announcer.look();
        assertEquals(Set.of(campaign.recall()), announcer.silent());
        assertEquals(0, claimed(campaign.recall(), announcer.silent()));
        campaign.desk().resume(campaign.recall(), mara);
        announcer.plan();
        assertEquals(1, claimed(campaign.recall(), announcer.silent()));
        campaign.withdraw();
    }

    private long claimed(String recall, Set<String> silent) {
        return node.outbox().claim(new Outbox.Claim(ContactAddress.Kind.EMAIL, 1_000, silent), Instant.now()).stream()
                .filter(message -> message.recall().equals(recall))
                .count();
    }
}
