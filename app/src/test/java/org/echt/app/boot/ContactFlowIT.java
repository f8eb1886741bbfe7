package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.registration.Occasion;
import org.echt.core.scan.Life;
import org.junit.jupiter.api.Test;

/** People ask to be told, register, hand over and dispute, by the pages and the links of messages alone. */
class ContactFlowIT extends ContactStage {
    private static final Act SERVICE = new Act(Actor.of("ines", Role.SERVICE), "the receipt names the code");

    @Test
    void anAnswerOffersToTellAndTheLinkOfTheMessageConfirms() throws Exception {
        var code = plant.laptop(10);
        var answer = get("/c/" + code).body();
        assertTrue(answer.contains("/watch?code=" + code), answer);
        var form = get("/watch?code=" + code).body();
        assertTrue(form.contains("name=\"address\"") && form.contains("Acme Book"), form);
        assertFalse(form.contains("<script"), form);
        var sentPage = post("/watch", "code", code, "address", " Kim@Example.org ");
        assertTrue(sentPage.body().contains("within 7 days"), sentPage.body());
        assertFalse(node.contacts().watched().contains(Plant.item(10)));
        var asked = sent().getFirst();
        assertTrue(asked.text().contains("Acme Book"), asked.text());
        var looked = get(asked.link());
        assertEquals(200, looked.statusCode());
        assertEquals("no-store", looked.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "no-referrer", looked.headers().firstValue("Referrer-Policy").orElse(""));
        assertFalse(node.contacts().watched().contains(Plant.item(10)), "looking at a link changes nothing");
        var list = list(post(asked.link()));
        assertTrue(node.contacts().watched().contains(Plant.item(10)));
        assertEquals(200, post(asked.link()).statusCode(), "pressed twice it is pressed once");
        var mine = get(list).body();
        assertTrue(mine.contains("Acme Book") && mine.contains("Acme issued this code"), mine);
        post(list, "do", "stop", "item", String.valueOf(Plant.item(10)));
        assertFalse(node.contacts().watched().contains(Plant.item(10)));
    }

    @Test
    void nobodyLearnsWhoIsKnown() throws Exception {
        watch(20, "known@example.org");
        var known = post("/watch", "code", plant.laptop(20), "address", "known@example.org");
        var stranger = post("/watch", "code", plant.laptop(20), "address", "stranger@example.org");
        assertEquals(known.body(), stranger.body());
        assertEquals(
                post("/mine", "address", "known@example.org").body(),
                post("/mine", "address", "nobody@example.org").body());
        var mails =
                sent().stream().map(s -> s.to() + " " + s.message().occasion()).collect(Collectors.toSet());
        assertEquals(Set.of("known@example.org THINGS", "stranger@example.org CONFIRM_WATCH"), mails);
    }

    @Test
    void everyLinkThatDoesNotWorkIsAnsweredAlike() throws Exception {
        var list = watch(30, "links@example.org");
        var gone = get("/m/" + "A".repeat(50));
        assertEquals(404, gone.statusCode());
        var flipped = list.substring(0, list.length() - 3) + (list.endsWith("AAA") ? "BBB" : "AAA");
        assertEquals(
                gone.body().replace("A".repeat(50), ""), get(flipped).body().replace(flipped.substring(3), ""));
        assertEquals(404, post(flipped, "do", "forget").statusCode());
        assertEquals(200, post(list, "do", "links").statusCode());
        assertEquals(404, get(list).statusCode(), "new links make the old ones useless");
        var renewed = sent().getFirst().link();
        assertEquals(200, get(renewed).statusCode());
        post(renewed, "do", "forget");
        assertEquals(404, get(renewed).statusCode());
        assertFalse(node.contacts().watched().contains(Plant.item(30)));
    }

    @Test
    void anItemIsRegisteredWithItsInsideCodeAndHandedOver() throws Exception {
        var code = plant.laptop(40);
        var wrong = upload("/register", new byte[0], "code", code, "address", "ann@example.org", "inside", "AAAAAA");
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("aria-invalid=\"true\""), wrong.body());
        assertEquals(
                200,
                upload("/register", new byte[0], "code", code, "address", "ann@example.org", "inside", inside(code))
                        .statusCode());
        assertEquals(Life.COMMISSIONED, life(40));
        var annList = list(post(sent().getFirst().link()));
        assertEquals(Life.REGISTERED, life(40));
        var answer = get("/c/" + code).body();
        assertTrue(answer.contains("registered to an owner") && !answer.contains("ann@"), answer);

        var item = String.valueOf(Plant.item(40));
        var given = post(annList, "do", "over", "item", item).body();
        var link = LINK.matcher(given);
        assertTrue(link.find(), given);
        var takeOver = link.group(1);
        assertTrue(get(takeOver).body().contains("name=\"address\""));
        assertEquals(400, post(takeOver, "address", "no address").statusCode());
        assertEquals(200, post(takeOver, "address", "bob@example.org").statusCode());
        var bobList = list(post(sent().getFirst().link()));
        assertTrue(get(bobList).body().contains("Registered to you"));
        assertFalse(get(annList).body().contains(">Acme Book<"), "it is hers no longer");
        assertEquals(404, get(takeOver).statusCode(), "a link hands over once");
        assertEquals(Life.REGISTERED, life(40));
        post(bobList, "do", "end", "item", item);
        assertEquals(Life.COMMISSIONED, life(40));
    }

    @Test
    void twoWhoClaimOneItemAreBothAskedAndTheServiceDecides() throws Exception {
        var code = plant.laptop(50);
        upload("/register", new byte[0], "code", code, "address", "cleo@example.org", "inside", inside(code));
        var cleo = list(post(sent().getFirst().link()));
        var receipt = Files.readAllBytes(Path.of(System.getProperty("echt.root"), "examples", "laptop.png"));
        assertEquals(
                200,
                upload("/register", receipt, "code", code, "address", "dan@example.org")
                        .statusCode());
        var disputed = post(sent().getFirst().link());
        assertTrue(disputed.body().contains("Somebody else has registered this item"), disputed.body());
        var dan = list(disputed);
        assertEquals(
                Set.of("cleo@example.org", "dan@example.org"),
                sent().stream()
                        .filter(s -> s.message().occasion() == Occasion.DISPUTE)
                        .map(Sent::to)
                        .collect(Collectors.toSet()));
        for (var side : List.of(cleo, dan)) {
            var page = get(side).body();
            assertTrue(page.contains("Somebody else claims this item too"), page);
            assertFalse(page.contains("cleo@") || page.contains("dan@"), "neither side learns who the other is");
        }
        var number = Pattern.compile("name=\"registration\" value=\"(\\d+)\"")
                .matcher(get(cleo).body());
        assertTrue(number.find());
        var said =
                upload(cleo, receipt, "do", "show", "registration", number.group(1), "text", "<b>Mine</b> since May");
        assertTrue(said.body().contains("We have received it"), said.body());
        assertEquals(
                400,
                upload(
                                cleo,
                                "no picture".getBytes(StandardCharsets.UTF_8),
                                "do",
                                "show",
                                "registration",
                                number.group(1))
                        .statusCode());

        var open = persons.disputes().open(SERVICE.by(), "", 10).getFirst();
        var sides = persons.disputes().find(open.id(), SERVICE.by()).sides();
        assertEquals(2, sides.size());
        assertEquals("<b>Mine</b> since May", sides.getFirst().said().getFirst().statement());
        assertTrue(String.valueOf(sides.get(1).said().getFirst().picture()).startsWith("image/jpeg"), "made anew");
        persons.disputes().decide(open.id(), sides.get(1).registration(), SERVICE);
        assertTrue(get(dan).body().contains("Registered to you"));
        assertFalse(get(cleo).body().contains("Registered to you"));
        var decisions = sent().stream().collect(Collectors.toMap(Sent::to, Sent::text));
        assertTrue(String.valueOf(decisions.get("dan@example.org")).contains("stays registered to you"));
        assertTrue(String.valueOf(decisions.get("cleo@example.org")).contains("is not registered to you"));
    }

    @Test
    void anAnswerIsSentAsPdf() throws Exception {
        assertEquals(
                200,
                post("/receipt", "code", plant.laptop(60), "address", "eva@example.org")
                        .statusCode());
        var letter = sent().getFirst().letter();
        var attached = letter.attached();
        assertTrue(attached != null && attached.name().matches("CHK-[0-9A-Z]{4}-[0-9A-Z]{4}\\.pdf"));
        assertEquals("%PDF-", new String(attached.pdf(), 0, 5, StandardCharsets.US_ASCII));
    }

    @Test
    void aPersonSeesAndDeletesEverything() throws Exception {
        var list = watch(70, "gus@example.org");
        var export = post(list, "do", "export").body();
        assertTrue(export.contains("\"address\":\"gus@example.org\"") && export.contains(plant.laptop(70)), export);
        assertTrue(post(list, "do", "news").body().contains("News is on"));
        assertTrue(post(list, "do", "news").body().contains("News is off"));
        assertTrue(post(list, "do", "add", "code", plant.laptop(71)).body().contains("You will be told"));
        assertEquals(400, post(list, "do", "add", "code", "nonsense").statusCode());
        assertTrue(node.contacts().watched().contains(Plant.item(71)));
        assertTrue(post(list, "do", "forget").body().contains("Everything about you is deleted"));
        assertFalse(node.contacts().watched().contains(Plant.item(71)));
        assertEquals(404, post(list, "do", "export").statusCode());
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingIsSent() throws Exception {
        sent();
        for (var address :
                List.of("", "kim", "kim@example.org\r\nBcc: all@example.org", "<script>@example.org", "a@b")) {
            var wrong = post("/watch", "code", plant.laptop(80), "address", address);
            assertEquals(400, wrong.statusCode(), address);
            assertTrue(wrong.body().contains("id=\"ae\""), wrong.body());
            assertFalse(wrong.body().contains("<script"), wrong.body());
        }
        for (var code : List.of("", "7WAH108NRZGWVM7DYC", "\"><script>alert(1)</script>", plant.laptop(80) + "X")) {
            var wrong = post("/watch", "code", code, "address", "kim@example.org");
            assertEquals(400, wrong.statusCode(), code);
            assertFalse(wrong.body().contains("<script"), wrong.body());
        }
        assertEquals(413, post("/watch", "code", "A".repeat(20_000)).statusCode());
        assertEquals(
                405,
                client.send(client.request("/watch").PUT(BodyPublishers.noBody()))
                        .statusCode());
        assertEquals(List.of(), sent());
    }
}
