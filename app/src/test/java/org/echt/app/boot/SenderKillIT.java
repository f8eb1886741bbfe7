package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.gs1.Gtin;
import org.echt.core.outreach.Message.State;
import org.echt.core.product.Product;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.DeliveryDesk.Delivery;
import org.echt.core.registration.DeliveryDesk.Terms;
import org.echt.core.registration.WatchDesk.Contact;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.ItemNumber;
import org.junit.jupiter.api.Test;

/**
 * Publish, widen, narrow, widen, while the process that sends is killed every few seconds: counted at a mail server, everybody
 * who must be told of a version is told of it once. {@code -Decht.watchers=100000 -Decht.lots=100} for the whole measure.
 */
class SenderKillIT {
    private static final int WATCHERS = Integer.getInteger("echt.watchers", 500);
    /** Ten of them are recalled in the end; with more, fewer of the watchers are concerned. */
    private static final int LOTS = Integer.getInteger("echt.lots", 10);
    /** A sender lives at most so many milliseconds. */
    private static final int LIFE = Integer.getInteger("echt.life", 5_000);

    /** Items of a lot; ten for each watcher in all. */
    private static final int LOT = 10 * WATCHERS / LOTS;

    private static final String JOURNAL = "journal@acme.example";
    private static final Act SHOP = new Act(Actor.of("shop", Role.SERVICE), "");
    private static final Product LAPTOP =
            new Product(Gtin.of("09506000000091"), "laptop", "Acme Book", "Acme", List.of());

    /** Person to the lots of what they watch, bit by bit. */
    private final Map<String, Integer> watching = new HashMap<>();

    /** Recipient to how many messages came since it was last looked at. */
    private final Map<String, Integer> arrived = new ConcurrentHashMap<>();

    private final Random random = new Random(Long.getLong("seed", 3));
    private int kills;

    @Test
    void everybodyIsToldOnceWhileTheSenderIsKilled() throws Exception {
        try (var mail = new LocalMail(JOURNAL);
                var install = Install.withKeys();
                var node = install.open()) {
            var sink = mail.server.setUser("sink@acme.example", "sink", "sink");
            var inbox = mail.server.getManagers().getImapHostManager().getInbox(sink);
            mail.server.getManagers().getUserManager().setMessageDeliveryHandler((_, address) -> {
                if (address.getEmail().equals(JOURNAL)) {
                    return mail.mailbox;
                }
                arrived.merge(address.getEmail(), 1, Integer::sum);
                return sink;
            });
            var config = mail.configure(install, "mail.journal = " + JOURNAL + "\nmail.journal-wait = 1 s\n");
            prepare(node);
            long begin = System.nanoTime();
            var campaign = Campaign.publish(node, "lot in L0..L1");
            phase(install, node, config, campaign, 0b11, 0);
            inbox.deleteAllMessages();
            campaign.revise(Kind.WIDEN, "lot in L0..L4");
            phase(install, node, config, campaign, 0b1_1111, 0);
            inbox.deleteAllMessages();
            campaign.revise(Kind.NARROW, "lot in L3..L4");
            phase(install, node, config, campaign, 0b1_1000, 0b1_1111);
            inbox.deleteAllMessages();
            campaign.revise(Kind.WIDEN, "lot in L0..L9");
            phase(install, node, config, campaign, 0b11_1111_1111, 0);
            System.out.printf(
                    "SenderKillIT: %,d watchers of %,d items, %d kills, %.0f s; none lost, none twice%n",
                    WATCHERS, (long) LOTS * LOT, kills, (System.nanoTime() - begin) / 1e9);
        }
        assertTrue(kills > 0, "nothing was killed");
    }

    /** Lots, and people who watch one or two items each. */
    private void prepare(Node node) {
        node.catalogue().add(LAPTOP, "erp", node.clock().instant());
        for (int lot = 0; lot < LOTS; lot++) {
            var order = new BatchOrder(
                    "O" + lot,
                    LAPTOP.gtin(),
                    (lot < 10 ? "L" : "Other ") + lot,
                    "Acme",
                    LOT,
                    CodeLength.L18,
                    LocalDate.of(2026, 2, 16),
                    "");
            assertTrue(node.issuer().issue(order, "erp") instanceof Issue.Issued);
        }
        node.catalogues().fresh();
        var desk = node.forPersons().orElseThrow().deliveries();
        var deliveries = new ArrayList<Delivery>();
        for (int watch = 0; watch < WATCHERS; watch++) {
            var mail = "p" + random.nextInt(WATCHERS * 4 / 5) + "@example.org";
            int lot = random.nextInt(LOTS);
            watching.merge(mail, lot < 10 ? 1 << lot : 0, (a, b) -> a | b);
            deliveries.add(new Delivery(
                    ItemNumber.of(lot, random.nextInt(LOT)),
                    new Contact(ContactAddress.mail(mail).orElseThrow(), "en", "")));
            if (deliveries.size() == 5_000 || watch == WATCHERS - 1) {
                desk.take(deliveries, new Terms("Shop", Duration.ofDays(900)), SHOP);
                deliveries.clear();
            }
        }
    }

    /**
     * Sends all there is for the version in force, and kills the sender again and again; then compares with who watches what.
     *
     * @param lots that are recalled, bit by bit
     * @param before lots of the version before whose people must hear of a change; 0 for none
     */
    private void phase(Install install, Node node, Path config, Campaign campaign, int lots, int before)
            throws Exception {
        var expected = new TreeMap<String, Integer>();
        watching.forEach((mail, theirs) -> {
            if ((theirs & (lots | before)) != 0) {
                expected.put(mail, 1);
            }
        });
        int version =
                campaign.desk().find(campaign.recall()).inForce().orElseThrow().version();
        while (!isDone(node, campaign.recall(), version, expected.size())) {
            var sender = install.serve("--config", config.toString()).child();
            long end = System.currentTimeMillis() + random.nextInt(LIFE);
            while (System.currentTimeMillis() < end
                    && sender.isAlive()
                    && !isDone(node, campaign.recall(), version, expected.size())) {
                Thread.sleep(50 + Math.min(WATCHERS / 100, 1_000));
            }
            assertTrue(sender.isAlive(), sender::said);
            assertTrue(sender.kill());
            kills++;
        }
        System.out.printf("SenderKillIT: version %d: %,d letters, %d kills%n", version, arrived.size(), kills);
        assertEquals(expected, new TreeMap<>(arrived));
        arrived.clear();
    }

    private static boolean isDone(Node node, String recall, int version, int expected) {
        var counts = node.outbox().count(recall, version);
        long open = counts.getOrDefault(State.WAITING, 0L) + counts.getOrDefault(State.SENDING, 0L);
        return open == 0 && counts.values().stream().mapToLong(Long::longValue).sum() == expected;
    }
}
