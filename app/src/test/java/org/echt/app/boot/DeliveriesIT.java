package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.echt.app.capture.DeliveryIntake;
import org.echt.app.capture.DeliveryIntake.Options;
import org.echt.app.capture.DeliveryIntake.Outcome;
import org.echt.app.capture.Progress;
import org.echt.app.cli.Commands;
import org.echt.app.cli.Commands.Said;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.registration.DeliveryDesk.Ending;
import org.echt.core.registration.DeliveryDesk.Terms;
import org.echt.core.registration.Intake.Reject;
import org.echt.core.serial.ItemSet;
import org.junit.jupiter.api.Test;

/** What shops hand in: taken once, whatever breaks, and taken back; nothing that is said of it holds an address. */
class DeliveriesIT extends ContactStage {
    private static final Act SHOP = new Act(Actor.of("shop", Role.SERVICE), "sold in November");

    private DeliveryIntake intake(int chunkRows) {
        return new DeliveryIntake(
                persons.deliveries(), () -> node.catalogues().fresh().authenticator(), new KnownLanguages(), chunkRows);
    }

    private static Options options(String seller, boolean dryRun) {
        return new Options(new Terms(seller, Duration.ofDays(900)), "en", null, dryRun);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(install.folder().resolve(name), text);
    }

    private ItemSet watched() {
        return node.contacts().watched();
    }

    @Test
    void everyDamagedRowIsListedWithItsCauseAndTheOthersAreTaken() throws Exception {
        var mistyped = plant.laptop(103).substring(0, 17) + (plant.laptop(103).endsWith("0") ? "1" : "0");
        var csv = file(
                "sold.csv",
                String.join(
                        "\r\n",
                        "\ufeffSeriennummer;E-Mail;Sprache;Land",
                        plant.laptop(100) + ";Uma@Example.org;de-AT;at",
                        plant.laptop(100) + ";uma@example.org;de;AT",
                        "\"" + plant.laptop(101) + "\";\"uma@example.org\";;",
                        "",
                        mistyped + ";vic@example.org;de;",
                        "1,23E+17;vic@example.org;de;",
                        "vic@example.org;" + plant.laptop(102) + ";de;",
                        plant.laptop(102) + ";vic at example.org;de;",
                        plant.laptop(102) + ";vic@example.org;xx;",
                        plant.laptop(102) + ";vic@example.org;de;Deutschland",
                        plant.laptop(102) + ";;de;",
                        plant.laptop(102) + ";vic@example.org",
                        "\"" + plant.laptop(102) + ";vic@example.org;de;",
                        plant.laptop(102) + ";wanda@example.org;pt;"));
        var rejects = List.of(
                "6 code mistyped: ",
                "7 code changed by a spreadsheet",
                "8 code mistyped: ",
                "9 email no mail address",
                "10 language no language that is known here",
                "11 country no country of two letters",
                "12 address no address",
                "13  2 fields instead of 4",
                "14  a quote is opened and never closed");
        var before = watched();
        var dry = intake(3).run(csv, options("Shop", true), SHOP, Progress.NONE);
        assertEquals(before, watched(), "a dry run changes nothing");
        assertEquals(
                List.of(),
                persons.deliveries().intakes(SHOP.by(), Long.MAX_VALUE, 10).stream()
                        .filter(i -> i.file().name().equals("sold.csv"))
                        .toList());
        same(rejects, dry.firstRejects());

        var receipt = intake(3).run(csv, options("Shop", false), SHOP, Progress.NONE);
        assertEquals(Outcome.DONE, receipt.outcome());
        same(rejects, receipt.firstRejects());
        assertEquals(3, receipt.counts().added(), "uma twice, wanda once");
        assertEquals(1, receipt.counts().same());
        assertEquals(9, receipt.counts().rejected());
        for (int laptop : new int[] {100, 101, 102}) {
            assertTrue(watched().contains(Plant.item(laptop)));
        }
        var again = intake(3).run(csv, options("Shop", false), SHOP, Progress.NONE);
        assertEquals(Outcome.KNOWN_BEFORE, again.outcome());
        assertEquals(receipt.counts(), again.counts());
        same(rejects, again.firstRejects());
    }

    private static void same(List<String> expected, List<Reject> rejects) {
        assertEquals(expected.size(), rejects.size(), rejects.toString());
        for (int i = 0; i < expected.size(); i++) {
            var reject = rejects.get(i);
            var text = reject.line() + " " + reject.column() + " " + reject.cause();
            assertTrue(text.startsWith(expected.get(i)), text + " instead of " + expected.get(i));
            assertFalse(text.contains("@") || text.contains("vic"), text);
        }
    }

    @Test
    void filesThatAreNoneAreRefusedWithoutRepeatingThem() throws Exception {
        refused("no lines", file("empty.csv", "\n\n"));
        refused("is empty", file("nothing.csv", ""));
        refused("must name the columns", file("bare.csv", plant.laptop(110) + ",xenia@example.org,de\n"));
        refused("Missing: address", file("half.csv", "code,language\n"));
        refused("stands twice", file("twice.csv", "code,email,code\n"));
        refused("NUL", file("binary.csv", "code,email\0\n"));
        var unknown = new Options(new Terms("Shop", Duration.ofDays(900)), "xx", null, false);
        var csv = file("fine.csv", "code,email\n");
        assertThrows(RefusedException.class, () -> intake(9).run(csv, unknown, SHOP, Progress.NONE));
        assertThrows(RefusedException.class, () -> new Terms("Shop\n", Duration.ofDays(900)));
        assertThrows(RefusedException.class, () -> new Terms("Shop", Duration.ZERO));
        var viewer = new Act(Actor.of("vera", Role.VIEWER), "");
        var fault = assertThrows(
                        RefusedException.class, () -> intake(9).run(csv, options("Shop", false), viewer, Progress.NONE))
                .fault();
        assertEquals(Fault.NOT_ALLOWED, fault);
    }

    private void refused(String reason, Path csv) {
        var e = assertThrows(
                RefusedException.class, () -> intake(9).run(csv, options("Shop", false), SHOP, Progress.NONE));
        assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("xenia"), e.getMessage());
    }

    /** Broken after every chunk, it ends as one that was never broken, row for row. */
    @Test
    void whatWasInterruptedGoesOnWhereItStopped() throws Exception {
        var random = new Random(Long.getLong("seed", 7));
        var text = new StringBuilder("item;phone;country\n");
        for (int i = 0; i < 40; i++) {
            var phone = random.nextInt(6) == 0 ? "030 12345" : "+49 30 9018" + (10 + random.nextInt(20));
            text.append(Plant.item(200 + random.nextInt(9)))
                    .append(";")
                    .append(phone)
                    .append(";DE\n");
        }
        var csv =
                Files.write(install.folder().resolve("old.csv"), text.toString().getBytes(Charset.forName("UTF-16LE")));
        var options = new Options(new Terms("Broken Shop", Duration.ofDays(9)), "de", StandardCharsets.UTF_16LE, false);
        var whole = new Options(new Terms("Whole Shop", Duration.ofDays(9)), "de", StandardCharsets.UTF_16LE, true);
        var expected = intake(1_000).run(csv, whole, SHOP, Progress.NONE).counts();
        var reached = new ArrayList<Long>();
        var receipt = intake(3).run(csv, options, SHOP, state -> {
            reached.add(state.doneBytes());
            return false;
        });
        assertEquals(Outcome.STOPPED, receipt.outcome());
        for (int i = 0; i < 50 && receipt.outcome() == Outcome.STOPPED; i++) {
            receipt = intake(3).run(csv, options, SHOP, _ -> false);
        }
        assertEquals(Outcome.DONE, receipt.outcome());
        assertEquals(expected, receipt.counts());
        assertTrue(reached.getFirst() > 0 && reached.getFirst() < Files.size(csv));
        assertEquals(expected.rejected(), receipt.firstRejects().size());
    }

    @Test
    void aFileIsTakenBackAndOnlyThat() throws Exception {
        var one = file("one.csv", "code,address,language\n" + plant.laptop(300) + ",yuri@example.org,de\n");
        var two = file("two.csv", "code,address,language\n" + plant.laptop(301) + ",yuri@example.org,de\n");
        var first = intake(9)
                .run(one, options("Zack & Co", false), SHOP, Progress.NONE)
                .intake();
        var second = intake(9)
                .run(two, options("Zack & Co", false), SHOP, Progress.NONE)
                .intake();
        assertNotNull(first);
        assertNotNull(second);
        var desk = persons.deliveries();
        assertEquals(1, desk.wouldEnd(new Ending("Zack & Co", first), SHOP));
        assertEquals(1, desk.end(new Ending("Zack & Co", first), SHOP));
        assertFalse(watched().contains(Plant.item(300)));
        assertTrue(watched().contains(Plant.item(301)));
        assertEquals(
                Outcome.DONE,
                intake(9)
                        .run(one, options("Zack & Co", false), SHOP, Progress.NONE)
                        .outcome(),
                "what was taken back can be handed in again");
        var sellers = desk.sellers(SHOP.by()).stream()
                .filter(s -> s.seller().equals("Zack & Co"))
                .toList();
        assertEquals(2, sellers.getFirst().watches());
        assertEquals(1, sellers.getFirst().persons());
        assertEquals(2, desk.end(new Ending("Zack & Co", null), SHOP));
        assertThrows(RefusedException.class, () -> desk.end(new Ending("Zack & Co", null), new Act(SHOP.by(), " ")));
        assertThrows(RefusedException.class, () -> desk.intake(second.id(), SHOP.by()), "its file is forgotten too");
    }

    @Test
    void theCommandsDoTheSame() throws Exception {
        file("cmd.csv", "code,address\n" + plant.laptop(400) + ",abe@example.org\n" + plant.laptop(401) + ",abe\n");
        var words = new String[] {"delivery", "import", "cmd.csv", "--seller", "Radhaus Jena", "--keep", "900"};
        expect(6, add(words, "--language", "de", "--dry-run"));
        assertFalse(watched().contains(Plant.item(400)));
        var took = expect(6, add(words, "--language", "de", "--rejects", "bad.csv"));
        assertTrue(took.out().contains("added\t1") && took.out().contains("rejected\t1"), took.toString());
        var listed = Files.readAllLines(install.folder().resolve("bad.csv"));
        assertEquals("line,column,cause", listed.getFirst());
        assertTrue(listed.get(1).startsWith("3,address,"), listed.toString());
        expect(5, add(words, "--language", "de", "--rejects", "bad.csv"));
        assertTrue(expect(6, add(words, "--language", "de")).out().contains("imported_before\ttrue"));
        expect(2, add(words, "--seller", "x"));
        expect(2, "delivery", "import", "cmd.csv", "--seller", "S", "--keep", "99999");
        expect(1, "delivery", "import", "gone.csv", "--seller", "S", "--keep", "9");

        var list = expect(0, "delivery", "list", "--json").out();
        assertTrue(list.contains("\"seller\":\"Radhaus Jena\""), list);
        assertTrue(expect(0, "delivery", "list", "--sellers").out().contains("Radhaus Jena\t1\t1"));
        var id = expect(0, "delivery", "list")
                .out()
                .lines()
                .findFirst()
                .orElseThrow()
                .split("\t")[0];
        assertTrue(expect(0, "delivery", "rejects", id).out().startsWith("3\taddress\t"));
        expect(1, "delivery", "rejects", "999999");
        expect(2, "delivery", "delete", id, "--seller", "Radhaus Jena", "--reason", "x");
        expect(2, "delivery", "delete", id, "--reason", "wrong file");
        expect(5, "delivery", "delete", id, "--reason", "wrong file", "--confirm-count", "4");
        expect(0, "delivery", "delete", id, "--reason", "wrong file", "--dry-run");
        assertTrue(watched().contains(Plant.item(400)));
        expect(0, "delivery", "delete", id, "--reason", "wrong file", "--confirm-count", "1");
        assertFalse(watched().contains(Plant.item(400)));
    }

    private static String[] add(String[] words, String... more) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private Said expect(int exit, String... words) {
        var said = new Commands(new OpenNode(node), install.folder()).run("", words);
        assertEquals(exit, said.exit(), said.toString());
        assertFalse((said.out() + said.err()).contains("@"), said.toString());
        return said;
    }
}
