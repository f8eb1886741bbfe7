package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.echt.core.outreach.Message.State;
import org.echt.core.serial.InsideCode;
import org.echt.core.serial.SerialCode;
import org.junit.jupiter.api.Test;

/**
 * A whole story of people, told by pages and mail to a server of its own; then what the server said, what the database
 * logged and every row of every table are searched for what names them.
 */
class PersonalDataIT {
    private static final Pattern LINK = Pattern.compile("/m/[A-Za-z0-9_-]{50}");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SAFETY = "safety@acme.example";
    private static final String KIM = "kim.zebra7q@example.org";
    private static final String LEE = "lee.quokka4x@example.org";
    private static final String BROKEN = "pat.okapi9z@example.org\r\nBcc: everybody@example.org";

    /** What may not be found, by what it is. */
    private final Map<String, String> secrets = new LinkedHashMap<>(Map.of(
            "an address",
            "zebra7q",
            "the address of the other side",
            "quokka4x",
            "an address that was refused",
            "okapi9z",
            "what was said in a dispute",
            "my aunt Philippa"));

    private final List<String> links = new ArrayList<>();
    private final Set<String> found = new TreeSet<>();

    @Test
    void nothingThatNamesAnybodyIsFoundOutside() throws Exception {
        try (var mail = new LocalMail(SAFETY);
                var install = Install.withKeys()) {
            var plant = Plant.build(install);
            try (var node = install.open()) {
                var served =
                        install.serve("--config", mail.configure(install, "").toString());
                try (var client = new FormClient(served.address())) {
                    story(new Stage(client, mail, plant, node));
                }
                assertTrue(served.child().isAlive(), served.child()::said);
                search(install, served.child());
            }
            var controls = Set.of(
                    "what the server said holds its address",
                    "the database's log holds its start",
                    "public.product holds a product",
                    "public.audit_entry holds a product",
                    "public.recall_revision holds a product");
            assertEquals(controls, found);
        }
    }

    private record Stage(FormClient client, LocalMail mail, Plant plant, Node node) {}

    private void story(Stage stage) throws Exception {
        var client = stage.client();
        var code = stage.plant().laptop(3);
        assertEquals(400, client.post("/watch", "code", code, "address", BROKEN).statusCode());
        assertEquals(200, client.post("/watch", "code", code, "address", KIM).statusCode());
        client.post(link(letter(stage, KIM, 1)));

        var inside = inside(stage.node(), code);
        secrets.put("an inside code", inside);
        assertEquals(200, register(stage, code, KIM, inside).statusCode());
        var kim = list(client.post(link(letter(stage, KIM, 2))));
        assertEquals(200, register(stage, code, LEE, inside).statusCode());
        var lee = list(client.post(link(letter(stage, LEE, 1))));
        letter(stage, KIM, 3);
        var claim = Pattern.compile("name=\"registration\" value=\"(\\d+)\"")
                .matcher(client.get(lee).body());
        assertTrue(claim.find());
        var shown = client.upload(
                lee,
                receipt(),
                "do",
                "show",
                "registration",
                claim.group(1),
                "text",
                "It was given to my aunt Philippa");
        assertEquals(200, shown.statusCode());

        assertEquals(200, client.post("/receipt", "code", code, "address", KIM).statusCode());
        letter(stage, KIM, 4);
        assertEquals(404, client.get(kim.substring(0, kim.length() - 1)).statusCode());
        assertEquals(400, client.post(kim, "do", "add", "code", KIM).statusCode());
        assertTrue(client.upload(lee, new byte[20_000_000], "do", "show").statusCode() >= 400);
        client.get("/c/" + KIM); // What was typed is not kept either.

        var campaign = Campaign.publish(stage.node(), "lot = L1");
        letter(stage, KIM, 5);
        bounce(stage, letter(stage, LEE, 3));
        await(() -> stage.node().outbox().count(campaign.recall(), 1).getOrDefault(State.BOUNCED, 0L) == 1);
        assertEquals(200, client.post(kim, "do", "forget").statusCode());
    }

    private HttpResponse<String> register(Stage stage, String code, String address, String inside) throws Exception {
        return stage.client()
                .upload("/register", new byte[0], "code", code, "address", address, "inside", inside, "language", "de");
    }

    private static byte[] receipt() throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("echt.root"), "examples", "laptop.png"));
    }

    private static String inside(Node node, String code) {
        var items = new IssuedItems(node.catalogues()::present, node.verifier());
        return InsideCode.of(
                        new SerialCode(code),
                        items.insideKey(items.authentic(code).orElseThrow()))
                .symbols();
    }

    /** The n-th letter to somebody; the links in it may be found nowhere. */
    private MimeMessage letter(Stage stage, String to, int count) throws Exception {
        var theirs = new ArrayList<MimeMessage>();
        await(() -> {
            theirs.clear();
            for (var message : stage.mail().server.getReceivedMessages()) {
                if (message.getAllRecipients()[0].toString().equals(to)) {
                    theirs.add(message);
                }
            }
            return theirs.size() >= count;
        });
        var letter = theirs.get(count - 1);
        LINK.matcher(text(letter)).results().forEach(found -> links.add(found.group()));
        return letter;
    }

    private static String text(MimeMessage letter) throws Exception {
        var content = letter.getContent();
        return content instanceof String text
                ? text
                : ((jakarta.mail.Multipart) content).getBodyPart(0).getContent().toString();
    }

    private static String link(MimeMessage letter) throws Exception {
        var found = LINK.matcher(text(letter));
        assertTrue(found.find(), text(letter));
        return found.group();
    }

    private String list(HttpResponse<String> page) {
        var path = ContactStage.list(page);
        links.add(path);
        return path;
    }

    /** What a server of theirs writes back: the letter could not be delivered, with the address in three places. */
    private static void bounce(Stage stage, MimeMessage letter) throws Exception {
        var report = """
                From: MAILER-DAEMON@example.org
                To: safety@acme.example
                Subject: Undelivered: %1$s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                %1$s is not known here.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; %1$s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <%1$s> user unknown
                --b
                Content-Type: text/rfc822-headers

                Message-ID: %2$s
                To: %1$s
                --b--
                """.formatted(LEE, letter.getMessageID()).replace("\n", "\r\n");
        var bounced = new MimeMessage(
                GreenMailUtil.getSession(stage.mail().server.getSmtp().getServerSetup()),
                new java.io.ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)));
        stage.mail().mailbox.deliver(bounced);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertTrue(Instant.now().isBefore(end), "it does not come");
            Thread.sleep(50);
        }
    }

    private void search(Install install, Child server) throws Exception {
        // That these are found shows that the others would be.
        secrets.put("its address", "answers at");
        secrets.put("a product", "Acme Book");
        secrets.put("its start", "ready to accept connections");
        assertTrue(links.size() > 8, links.toString());
        for (int i = 0; i < links.size(); i++) {
            secrets.put("link " + i, links.get(i).substring("/m/".length()));
        }
        searchText("what the server said", server.said());
        searchText(
                "the database's log",
                Files.readString(install.data().resolve("pg").resolve("log")));
        try (var connection = install.connect()) {
            assertTrue(searchTables(connection) > 30);
        }
    }

    /** Every row of every table, as text; bytes are written in hexadecimal there. */
    private int searchTables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema')""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        for (var table : tables) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select t::text from " + table + " t limit 100000")) {
                while (rows.next()) {
                    searchText(table, rows.getString(1));
                }
            }
        }
        return tables.size();
    }

    private void searchText(String where, String text) {
        var small = text.toLowerCase(Locale.ROOT);
        secrets.forEach((what, secret) -> {
            var bytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            if (text.contains(secret) || small.contains(bytes)) {
                found.add(where + " holds " + what);
            }
        });
    }
}
