package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.echt.app.answer.Languages;
import org.echt.app.letter.LetterWriter;
import org.echt.app.letter.Written;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.echt.core.scan.Life;
import org.echt.core.serial.InsideCode;
import org.echt.core.serial.SerialCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * One installation with its pages, and its mail as it would be sent: what a test of people's ways needs. The address of
 * visitors is limited more widely than in earnest, for they are all one here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContactStage {
    static final Pattern LINK = Pattern.compile("https://id\\.acme\\.example(/m/[A-Za-z0-9_-]{50})");

    Install install;
    Plant plant;
    Node node;
    Server server;
    FormClient client;
    LetterWriter letters;
    Persons persons;

    @BeforeAll
    void serve() throws Exception {
        install = Install.withKeys();
        plant = Plant.build(install);
        node = install.open();
        server = Server.start(node, 1_000);
        client = new FormClient("http://127.0.0.1:" + server.port());
        persons = node.forPersons().orElseThrow();
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

    HttpResponse<String> get(String path) throws Exception {
        return client.get(path);
    }

    HttpResponse<String> post(String path, String... fields) throws Exception {
        return client.post(path, fields);
    }

    HttpResponse<String> upload(String path, byte[] file, String... fields) throws Exception {
        return client.upload(path, file, fields);
    }

    /** Sends what waits: the messages in words, by whom they are for. */
    List<Sent> sent() {
        return node
                .outbox()
                .claim(
                        new Outbox.Claim(ContactAddress.Kind.EMAIL, 1_000, Set.of()),
                        node.clock().instant())
                .stream()
                .map(this::sent)
                .toList();
    }

    record Sent(Message message, String to, String text, Written.Letter letter) {
        String link() {
            var found = LINK.matcher(text);
            assertTrue(found.find(), text);
            return found.group(1);
        }
    }

    Sent sent(Message message) {
        var person =
                persons.vault().open(node.contacts().person(message.person()).orElseThrow());
        var letter = (Written.Letter) letters.write(message, person);
        node.outbox()
                .settle(List.of(new Outbox.Outcome(
                        message.id(), Message.State.SENT, node.clock().instant(), false, "")));
        return new Sent(message, person.address().value(), letter.text(), letter);
    }

    String inside(String code) {
        var items = new IssuedItems(node.catalogues()::present, node.verifier());
        return InsideCode.of(
                        new SerialCode(code),
                        items.insideKey(items.authentic(code).orElseThrow()))
                .symbols();
    }

    Life life(int laptop) {
        var items = new IssuedItems(node.catalogues()::present, node.verifier());
        return items.look(items.codeOf(Plant.item(laptop)).orElseThrow()).life();
    }

    /** Watches by the pages; returns the path of the list. */
    String watch(int laptop, String mail) throws Exception {
        assertEquals(
                200,
                post("/watch", "code", plant.laptop(laptop), "address", mail).statusCode());
        var asked = sent().getFirst();
        assertEquals(Occasion.CONFIRM_WATCH, asked.message().occasion());
        assertEquals(mail, asked.to());
        return list(post(asked.link()));
    }

    static String list(HttpResponse<String> page) {
        assertEquals(200, page.statusCode(), page.body());
        var found =
                Pattern.compile("class=\"b\" href=\"(/m/[A-Za-z0-9_-]{50})\"").matcher(page.body());
        assertTrue(found.find(), page.body());
        return found.group(1);
    }
}
