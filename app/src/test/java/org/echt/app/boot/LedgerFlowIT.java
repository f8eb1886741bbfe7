package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.echt.app.config.ConfigFile;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.SecretBytes;
import org.echt.core.ledger.Head;
import org.echt.core.tlog.AddCheckpoint;
import org.echt.core.tlog.Checkpoint;
import org.echt.core.tlog.Cosigner;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.Policy;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.TlogProof;
import org.echt.core.tlog.Trust;
import org.echt.core.tlog.VerifierKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The log as strangers read it, as witnesses cosign it, and as the house looks after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerFlowIT {
    private static final Cosigner WITNESS =
            new Cosigner("witness.example/w1", Ed25519Key.ofSeed(SecretBytes.copyOf(new byte[32])));

    private Install install;
    private Node node;
    private ServedNode served;

    @BeforeAll
    void serve() throws Exception {
        install = Install.withKeys();
        Plant.build(install);
        node = install.open();
        served = ServedNode.start(install, node);
        node.ledger().orElseThrow().place();
    }

    @AfterAll
    void stop() {
        served.close();
    }

    private Policy policy() throws Exception {
        var vkey = new String(served.get("/log/key").body(), StandardCharsets.UTF_8).strip();
        return Policy.of(VerifierKey.parse(vkey));
    }

    @Test
    void strangersReadAndRecomputeIt() throws Exception {
        var response = served.get("/log/checkpoint");
        assertEquals(200, response.statusCode());
        assertEquals(
                "public, max-age=5",
                response.headers().firstValue("cache-control").orElseThrow());
        var trusted = assertInstanceOf(Trust.Trusted.class, policy().check(SignedCheckpoint.parse(response.body())));
        var checkpoint = trusted.checkpoint();
        assertEquals("id.acme.example/log", checkpoint.origin());
        assertTrue(checkpoint.size() > 3, checkpoint.toString());
        assertTrue(checkpoint.size() < 256, "one tile is enough here: " + checkpoint);
        var tile = served.get("/log/tile/0/000.p/" + checkpoint.size());
        assertEquals(200, tile.statusCode());
        assertTrue(tile.headers().firstValue("cache-control").orElseThrow().contains("immutable"));
        var frontier = new Frontier();
        for (int i = 0; i < checkpoint.size(); i++) {
            frontier.add(tile.body(), i * Hash.BYTES);
        }
        assertEquals(checkpoint.root(), frontier.root());
        assertEquals(
                403, served.get("/log/tile/entries/000.p/" + checkpoint.size()).statusCode());
        for (var path : List.of("/log/tile/0/001", "/log/tile/0/0", "/log/tile/9/000", "/log/tile/0/000.p/255")) {
            assertEquals(404, served.get(path).statusCode(), path);
        }
    }

    /** The note taken apart by hand: the text, the signature behind the key's id, the key behind its kind. */
    @Test
    void opensslVerifiesACheckpoint() throws Exception {
        var note = new String(served.get("/log/checkpoint").body(), StandardCharsets.UTF_8);
        var vkey = new String(served.get("/log/key").body(), StandardCharsets.UTF_8).strip();
        var text = note.substring(0, note.indexOf("\n\n") + 1);
        var line = note.lines().filter(l -> l.startsWith("\u2014 ")).findFirst().orElseThrow();
        byte[] signature = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
        byte[] key = Base64.getDecoder().decode(vkey.split("\\+", 3)[2]);
        var folder = install.folder();
        Files.writeString(folder.resolve("text"), text);
        Files.write(folder.resolve("sig"), Arrays.copyOfRange(signature, 4, signature.length));
        byte[] der = Arrays.copyOf(HexFormat.of().parseHex("302a300506032b6570032100"), 44);
        System.arraycopy(key, 1, der, 12, 32);
        Files.write(folder.resolve("key.der"), der);
        assertEquals(0, openssl());
        Files.writeString(folder.resolve("text"), text.replaceFirst("\n", "\n1"));
        assertEquals(1, openssl());
    }

    private int openssl() throws Exception {
        var command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile sig";
        return new ProcessBuilder(command.split(" "))
                .directory(install.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void anEntryIsProvedToWhoHasTheKeyAlone() throws Exception {
        served.echt(0, "log", "prove", "--place", "1", "--out", "one.tlog-proof");
        var proof = TlogProof.parse(Files.readAllBytes(install.folder().resolve("one.tlog-proof")));
        var entry = Files.readAllBytes(install.folder().resolve("one.tlog-proof.entry"));
        assertInstanceOf(Trust.Trusted.class, proof.verify(Hash.leaf(entry), policy()));
        entry[10] ^= 1;
        assertInstanceOf(Trust.Refused.class, proof.verify(Hash.leaf(entry), policy()));
        served.echt(1, "log", "prove", "--place", "99999", "--out", "two.tlog-proof");
        served.echt(2, "log", "prove", "--out", "two.tlog-proof");
    }

    @Test
    void theHouseLooksAfterIt() throws Exception {
        var status = served.echt(0, "log", "status", "--json");
        assertTrue(status.out().contains("\"waiting\":"), status.toString());
        var verified = served.echt(0, "log", "verify");
        assertTrue(verified.err().contains("The log is whole"), verified.toString());
        var shown = served.echt(0, "log", "show", "0", "--count", "50");
        assertTrue(shown.out().contains("batch.issued"), shown.toString());
        served.echt(0, "log", "export", "exported");
        var checkpoint = SignedCheckpoint.parse(
                        Files.readAllBytes(install.folder().resolve("exported/checkpoint")))
                .checkpoint();
        assertTrue(Files.exists(install.folder().resolve("exported/tile/entries/000.p/" + checkpoint.size())));
        try (var connection = install.connect();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update audit_entry set after = after || '.' where action = 'batch.issued'");
            var damaged = served.echt(1, "log", "verify");
            assertTrue(damaged.out().contains("record-changed"), damaged.toString());
            statement.execute("update audit_entry set after = rtrim(after, '.') where action = 'batch.issued'");
        }
        served.echt(0, "log", "verify");
    }

    /** A witness that keeps to the protocol: it cosigns only what grows from what it cosigned last. */
    @Test
    void aWitnessCosignsWhatOnlyGrew() throws Exception {
        var last = new AtomicReference<Checkpoint>();
        var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.createContext("/w1/add-checkpoint", exchange -> {
            var answer = new byte[0];
            int status = 200;
            try (exchange) {
                var asked = AddCheckpoint.parse(exchange.getRequestBody().readAllBytes());
                var before = last.get();
                long size = before == null ? 0 : before.size();
                if (asked.oldSize() != size) {
                    status = 409;
                    answer = AddCheckpoint.size(size);
                    exchange.getResponseHeaders().set("Content-Type", AddCheckpoint.SIZE_TYPE);
                } else if (before != null && !asked.grows(before.root())) {
                    status = 422;
                } else {
                    last.set(asked.checkpoint().checkpoint());
                    answer = AddCheckpoint.cosignatures(List.of(WITNESS.sign(
                            asked.checkpoint().checkpoint(), node.clock().instant())));
                }
                exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            } catch (MalformedException _) {
                exchange.sendResponseHeaders(400, -1);
            }
        });
        listening.start();
        var file = install.folder().resolve("witnesses.txt");
        Files.writeString(
                file,
                "# who cosigns\n" + WITNESS.verifierKey().vkey() + " http://127.0.0.1:"
                        + listening.getAddress().getPort() + "/w1\n");
        try (var _ = LogKeeper.start(
                node.ledger().orElseThrow(), LogKeeper.witnesses(file), node.slotRecords()::note, node.clock())) {
            cosigned();
            served.echt(
                    0, "product", "add", "other", "--gtin", "09506000134352", "--name", "Another", "--brand", "Acme");
            cosigned();
            last.set(null); // it forgets; a witness may be set up anew
            served.echt(
                    0, "product", "add", "third", "--gtin", "04012345123456", "--name", "A third", "--brand", "Acme");
            cosigned();
        } finally {
            listening.stop(0);
        }
    }

    /** Waits until the newest checkpoint bears both signatures, as it is served. */
    private void cosigned() throws Exception {
        var both = new Policy(policy().log(), List.of(WITNESS.verifierKey()), 1);
        for (int i = 0; i < 200; i++) {
            var store = node.ledgerStore();
            var answer = served.get("/log/checkpoint");
            if (store.waiting() == 0
                    && both.check(SignedCheckpoint.parse(answer.body())) instanceof Trust.Trusted(var checkpoint, var _)
                    && checkpoint.size() == store.head().map(Head::size).orElse(-1L)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not cosigned within 20 s");
    }

    @Test
    void aKeyAgainstQuantumComputersCosignsWhereItIsWanted() throws Exception {
        try (var other = Install.withKeys()) {
            var config = Files.writeString(other.folder().resolve("echt.conf"), "log.ml-dsa = on\n");
            try (var opened = Node.open(ConfigFile.read(config).withData(other.data()))) {
                opened.catalogue().add(Plant.CELL, "erp", opened.clock().instant());
                var desk = opened.ledger().orElseThrow();
                desk.place();
                var second = opened.beside().getFirst().verifierKey();
                var signed = desk.checkpoint().orElseThrow();
                assertEquals(2, signed.signatures().size());
                var both = new Policy(List.of(desk.key()), List.of(second), 1);
                assertInstanceOf(Trust.Trusted.class, both.check(signed));
            }
        }
    }
}
