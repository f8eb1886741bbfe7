package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;
import org.echt.app.cli.Commands;
import org.echt.app.cli.Commands.Said;
import org.echt.core.outreach.Announcer;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.QuietHours;
import org.echt.core.registration.Link;
import org.junit.jupiter.api.Test;

/**
 * The service's commands on what people did by the pages. Whatever a command says, it says no address unless it was told to
 * reveal it: that is asked of every command that runs here.
 */
class ServiceCommandsIT extends ContactStage {
    private static final Pattern DISPUTE = Pattern.compile("DSP-[0-9A-Z]{4}-[0-9A-Z]{4}");
    private static final Pattern REFERENCE = Pattern.compile("person [0-9a-f]{32}");

    private Said echt(String... words) {
        return echt("", words);
    }

    private Said echt(String input, String[] words) {
        var said = new Commands(new OpenNode(node), install.folder()).run(input, words);
        if (!List.of(words).contains("--reveal")) {
            // The example of an error message is nobody's.
            assertFalse(
                    (said.out() + said.err()).replace("name@example.org", "").contains("@"), said.toString());
        }
        return said;
    }

    private Said expect(int exit, String... words) {
        var said = echt(words);
        assertEquals(exit, said.exit(), said.toString());
        return said;
    }

    private static String value(Said said, String name) {
        return said.out()
                .lines()
                .filter(line -> line.startsWith(name + "\t"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + said));
    }

    /** The link of the message that asks this address to confirm. */
    private String asked(String mail) {
        return sent().stream()
                .filter(s -> s.to().equals(mail))
                .findFirst()
                .orElseThrow()
                .link();
    }

    @Test
    void aDisputeIsSeenAndDecidedWithoutLearningWhoTheyAre() throws Exception {
        var code = plant.laptop(50);
        upload("/register", new byte[0], "code", code, "address", "cleo@example.org", "inside", inside(code));
        post(asked("cleo@example.org"));
        var receipt = Files.readAllBytes(Path.of(System.getProperty("echt.root"), "examples", "laptop.png"));
        upload("/register", receipt, "code", code, "address", "dan@example.org");
        post(asked("dan@example.org"));
        sent();

        var listed = expect(0, "dispute", "list");
        var found = DISPUTE.matcher(listed.out());
        assertTrue(found.find(), listed.toString());
        var id = found.group();
        assertFalse(listed.out().contains(code), "codes are masked");
        assertEquals("", expect(0, "dispute", "list", "--after", id).out());

        var shown = expect(0, "dispute", "show", id);
        assertEquals(2, REFERENCE.matcher(shown.out()).results().distinct().count(), shown.toString());
        expect(2, "dispute", "show", id, "--reveal");
        var revealed = expect(0, "dispute", "show", id, "--reveal", "--reason", "asked to be called");
        assertTrue(revealed.out().contains("cleo@example.org") && revealed.out().contains("dan@example.org"));

        assertTrue(expect(0, "dispute", "evidence", id).err().contains("1 picture"));
        var into = expect(0, "dispute", "evidence", id, "--into", "shown");
        var picture = Pattern.compile("shown/DSP-\\S+\\.jpg").matcher(into.out());
        assertTrue(picture.find(), into.toString());
        var file = install.folder().resolve(picture.group());
        assertTrue(Files.size(file) > 100);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        expect(5, "dispute", "evidence", id, "--into", "shown");

        var claim = shown.out()
                .lines()
                .filter(line -> line.contains("purchase"))
                .findFirst()
                .orElseThrow()
                .split("\t")[0];
        expect(5, "dispute", "decide", id, "--for", "999999", "--reason", "x", "--dry-run");
        expect(2, "dispute", "decide", id, "--for", "him", "--reason", "x");
        expect(2, "dispute", "decide", id, "--for", claim, "--reason", " ");
        expect(0, "dispute", "decide", id, "--for", claim, "--reason", "the receipt names it", "--dry-run");
        assertTrue(expect(0, "dispute", "list").out().contains(id), "a dry run decides nothing");
        assertEquals(
                "claim " + claim,
                value(expect(0, "dispute", "decide", id, "--for", claim, "--reason", "the receipt names it"), "for"));
        var twice = expect(5, "dispute", "decide", id, "--for", claim, "--reason", "once more");
        assertTrue(twice.err().contains("is decided already"), twice.toString());
        expect(1, "dispute", "show", "DSP-0000-0000");
        var audit = expect(0, "audit", "list").out();
        for (var action : List.of("dispute.seen", "dispute.decided", "person.revealed")) {
            assertTrue(audit.contains(action), audit);
        }
    }

    @Test
    void aPersonIsFoundExportedAndDeleted() throws Exception {
        sent();
        watch(60, "faye@example.org");
        var address = "faye@example.org";
        expect(2, "person", "find", address);
        expect(2, "person", "find", address, "--reason", " ");
        expect(2, "person", "find", address, "another@example.org", "--reason", "x");
        expect(2, "person", "find", "faye at example", "--reason", "x");
        expect(1, "person", "find", "nobody@example.org", "--reason", "letter");
        var kept = echt(address + "\n", new String[] {"person", "find", "-", "--reason", "letter"});
        assertEquals("1", value(kept, "watches"));

        expect(0, "person", "export", address, "--reason", "letter", "--out", "faye.json");
        var file = install.folder().resolve("faye.json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var json = Files.readString(file);
        assertTrue(json.contains(address) && json.contains(plant.laptop(60)), json);
        assertTrue(json.contains("\"about\":\"CONFIRM_WATCH\""), "what they were sent is kept of them too: " + json);
        expect(5, "person", "export", address, "--reason", "letter", "--out", "faye.json");

        assertTrue(expect(2, "person", "delete", address, "--reason", "letter")
                .err()
                .contains("--confirm-count 1"));
        expect(5, "person", "delete", address, "--reason", "letter", "--confirm-count", "7");
        assertEquals(
                "false", value(expect(0, "person", "delete", address, "--reason", "letter", "--dry-run"), "deleted"));
        assertTrue(node.contacts().watched().contains(Plant.item(60)));
        expect(0, "person", "delete", address, "--reason", "letter", "--confirm-count", "1");
        assertFalse(node.contacts().watched().contains(Plant.item(60)));
        expect(1, "person", "delete", address, "--reason", "letter", "--dry-run");
        var audit = expect(0, "audit", "list", "--action", "person.").out();
        var reference = REFERENCE.matcher(kept.out());
        assertTrue(reference.find() && audit.contains(reference.group()), audit);
        assertTrue(audit.contains("person.found\tnobody"), "a look that found nothing was a look: " + audit);
    }

    @Test
    void whatIsOldIsCountedByPurposeBeforeItGoes() throws Exception {
        post("/watch", "code", plant.laptop(61), "address", "gil@example.org");
        var dry = expect(0, "person", "purge", "--dry-run");
        assertTrue(dry.out().contains("unconfirmed\t" + Link.CONFIRMS.toDays() + "\t0"), dry.toString());
        assertEquals(dry.out(), expect(0, "person", "purge").out());
        assertFalse(expect(0, "audit", "list").out().contains("person.purged"), "nothing went, so nothing is told");
        sent();
    }

    @Test
    void messagesArePausedResumedCancelledAndCounted() throws Exception {
        sent();
        watch(2_070, "hana@example.org");
        sent();
        var campaign = Campaign.publish(node, "contains(lot = K3)");
        var recall = campaign.recall();
        var none = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, _ -> List.of());
        new Announcer(
                        new Announcer.Sources(node.recallStore(), node.recalls(), node.contacts(), node.outbox()),
                        none,
                        node.clock())
                .plan();
        var planned = expect(0, "message", "status", recall);
        assertTrue(planned.out().contains("email\t1\t0\t0"), planned.toString());
        expect(5, "message", "resume", recall);
        expect(0, "message", "pause", recall, "--reason", "the hotline is down", "--dry-run");
        assertEquals("going out", value(expect(0, "message", "status", recall), "messages"));
        assertEquals(
                "paused", value(expect(0, "message", "pause", recall, "--reason", "the hotline is down"), "messages"));
        assertEquals(List.of(), sent());
        expect(5, "message", "pause", recall);
        expect(0, "message", "resume", recall);
        var alert = sent().getFirst().message();
        node.outbox().report(alert.id(), Message.State.DELIVERED, node.clock().instant(), "2.0.0");
        node.outbox().read(alert.id(), node.clock().instant());
        var status = expect(0, "message", "status", recall);
        assertTrue(status.out().contains("email\t0\t1\t1\t0\t0\t0\t1\t0"), status.toString());

        var total = expect(0, "recall", "progress", recall)
                .out()
                .lines()
                .filter(line -> line.startsWith("total\t"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("total", "1000", "1", "1", "1", "1", "1"),
                List.of(total.split("\t")).subList(0, 7),
                "affected, reachable, notified twice, delivered, read");
        var form = expect(0, "recall", "export", recall, "--form", "cpsc").out();
        assertTrue(form.contains("notices sent by e-mail,1,") && form.contains("units notified of to date,1,"), form);

        expect(2, "message", "cancel", recall);
        expect(2, "message", "cancel", recall, "--reason", " ", "--dry-run");
        expect(0, "message", "cancel", recall, "--reason", "told by letter");
        assertEquals("cancelled", value(expect(0, "message", "status", recall), "messages"));
        expect(1, "message", "status", "R-2026-999");

        expect(2, "message", "test", "ida@example.org", "--language", "klingon");
        assertTrue(expect(0, "message", "test", "ida@example.org", "--language", "de", "--dry-run")
                .err()
                .contains("nothing was changed"));
        assertEquals("de", value(expect(0, "message", "test", "ida@example.org", "--language", "de-AT"), "language"));
        assertEquals("ida@example.org", sent().getFirst().to());
    }
}
