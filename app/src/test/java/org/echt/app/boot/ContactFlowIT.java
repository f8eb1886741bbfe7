package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echt.app.answer.Languages;
import org.echt.app.letter.LetterWriter;
import org.echt.app.letter.Written;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.echt.core.scan.Life;
import org.echt.core.serial.InsideCode;
import org.echt.core.serial.SerialCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People ask to be told, register, hand over and dispute, by the pages and the links of messages alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactFlowIT {
    private static final Pattern LINK = Pattern.compile("https://id\\.acme\\.example(/m/[A-Za-z0-9_-]{50})");
    private static final Act SERVICE = new Act(Actor.of("ines", Role.SERVICE), "the receipt names the code");

    private final HttpClient client = HttpClient.newHttpClient();
    private Install install;
    private Plant plant;
    private Node node;
    private Server server;
    private LetterWriter letters;
    private Persons persons;

    @BeforeAll
    void serve() throws Exception {
        install = Install.withKeys();
        plant = Plant.build(install);
        node = install.open();
        server = Server.start(node, 1_000);
        persons = node.persons().orElseThrow();
        var site = Server.site(node.config());
        letters = persons.letters(
                new IssuedItems(node.catalogues()::present, node.verifier()),
                new PublishedNotices(node.catalogues()::present, node.clock()),
                Languages.load(),
                site);
    }

    @AfterAll
    void stop() {
        client.close();
        node.close();
        install.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String... fields) throws Exception {
        var body = new ArrayList<String>();
        for (int i = 0; i < fields.length; i += 2) {
            body.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", body))));
    }

    private HttpResponse<String> upload(String path, byte[] file, String... fields) throws Exception {
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n" + fields[i + 1]
                            + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"proof\"; filename=\"a.png\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Accept", "text/html")
                .header("Accept-Language", "en-GB");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends what waits: the messages in words, by whom they are for. */
    private List<Sent> sent() {
        return node
                .outbox()
                .claim(
                        new Outbox.Claim(ContactAddress.Kind.EMAIL, 1_000, Set.of()),
                        node.clock().instant())
                .stream()
                .map(this::sent)
                .toList();
    }

    private record Sent(Message message, String to, String text, Written.Letter letter) {
        String link() {
            var found = LINK.matcher(text);
            assertTrue(found.find(), text);
            return found.group(1);
        }
    }

    private Sent sent(Message message) {
        var person =
                persons.vault().open(node.contacts().person(message.person()).orElseThrow());
        var letter = (Written.Letter) letters.write(message, person);
        node.outbox()
                .settle(List.of(new Outbox.Outcome(
                        message.id(), Message.State.SENT, node.clock().instant(), false, "")));
        return new Sent(message, person.address().value(), letter.text(), letter);
    }

    private String inside(String code) {
        var items = new IssuedItems(node.catalogues()::present, node.verifier());
        return InsideCode.of(
                        new SerialCode(code),
                        items.insideKey(items.authentic(code).orElseThrow()))
                .symbols();
    }

    private Life life(int laptop) {
        var items = new IssuedItems(node.catalogues()::present, node.verifier());
        return items.look(items.codeOf(Plant.item(laptop)).orElseThrow()).life();
    }

    /** Watches by the pages; returns the path of the list. */
    private String watch(int laptop, String mail) throws Exception {
        assertEquals(
                200,
                post("/watch", "code", plant.laptop(laptop), "address", mail).statusCode());
        var asked = sent().getFirst();
        assertEquals(Occasion.CONFIRM_WATCH, asked.message().occasion());
        assertEquals(mail, asked.to());
        return list(post(asked.link()));
    }

    private static String list(HttpResponse<String> page) {
        assertEquals(200, page.statusCode(), page.body());
        var found =
                Pattern.compile("class=\"b\" href=\"(/m/[A-Za-z0-9_-]{50})\"").matcher(page.body());
        assertTrue(found.find(), page.body());
        return found.group(1);
    }

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

        var open = persons.disputes().open(SERVICE.by(), 10).getFirst();
        var sides = persons.disputes().find(open.id(), SERVICE.by()).sides();
        assertEquals(2, sides.size());
        assertEquals("<b>Mine</b> since May", sides.getFirst().said().getFirst().statement());
        assertEquals(
                "image/png",
                String.valueOf(sides.get(1).said().getFirst().picture()).substring(0, 9));
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
        assertEquals(405, send(request("/watch").PUT(BodyPublishers.noBody())).statusCode());
        assertEquals(List.of(), sent());
    }
}
