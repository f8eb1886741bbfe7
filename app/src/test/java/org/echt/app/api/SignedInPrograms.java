package org.echt.app.api;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.echt.app.keys.KeystoreFile;
import org.echt.app.limit.Origin;
import org.echt.core.access.AccessDesk;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.access.SignIn;
import org.echt.core.attribute.Scope;
import org.echt.core.claim.ClaimDesk;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.issuance.IssuanceDesk;
import org.echt.core.issuance.LogPlaces;
import org.echt.core.recall.EffectivenessDesk;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.RemedyDesk;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemSet;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordLists;
import org.echt.core.verify.CatalogueHolder;
import org.echt.testkit.MemoryStores;
import org.echt.testkit.Notices;
import org.echt.testkit.PlainPasswords;
import org.echt.testkit.Products;
import org.echt.testkit.SettableTime;

/** A server over stores in memory with ten cells of lot K7, which R-2026-001 recalls, and a draft R-2026-002. */
final class SignedInPrograms implements AutoCloseable {
    static final String RECALL = "R-2026-001";
    static final String DRAFT = "R-2026-002";
    private static final Act ADMIN = new Act(Actor.of("ada", Role.ADMIN), "");

    final MemoryStores stores = new MemoryStores();
    final SettableTime time = SettableTime.at("2026-11-04T10:00:00Z");
    final AccessDesk access = new AccessDesk(stores.access(), new PlainPasswords(), time, new SecureRandom());
    final Api api;
    private final IssuanceDesk issuance;
    private final SlotCodec codec;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    SignedInPrograms(Path folder) {
        var keystore = folder.resolve("keys.txt");
        KeystoreFile.create(keystore, "acme", new SecureRandom());
        KeystoreFile.openSlot(keystore, 'A');
        var ring = KeystoreFile.open(keystore);
        codec = new SlotCodec(ring.open().getFirst(), CodeLength.L18, WordLists.standard());
        var issuer = new Issuer(stores.batches(), () -> ring, time, WordLists::byId);
        issuance =
                new IssuanceDesk(stores.commitments(), issuer, IssuanceDesk.KeyCommitments.NONE, LogPlaces.NONE, time);
        issue(issuer);
        var content = Notices.stopUse(new Scope.Lot("K7", "K7"));
        stores.recalls().append(RECALL, Notices.published(1, 1, content, time.instant()));
        stores.recalls().append(DRAFT, Notices.draft(1, content, time.instant()));
        access.addUser("ada", EnumSet.of(Role.ADMIN), "two persons, four eyes", ADMIN);
        api = new Api(office(new CatalogueHolder(stores.catalogue(), () -> ring, WordLists::byId)), Origin.PEER);
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(api::routing)
                .build()
                .start();
    }

    private void issue(Issuer issuer) {
        stores.catalogue().add(Products.CELL, "erp", time.instant());
        var order = new BatchOrder(
                "PO-1",
                Products.CELL.gtin(),
                "K7",
                "Acme",
                10,
                CodeLength.L18,
                LocalDate.of(2026, 2, 16),
                WordLists.standard().id());
        if (!(issuer.issue(order, "erp") instanceof Issue.Issued)) {
            throw new AssertionError("not issued");
        }
    }

    private Office office(CatalogueHolder catalogues) {
        var recalls = new RecallDesk(
                stores.recalls(), stores.asBuilt(), () -> catalogues.fresh().register(), time);
        var sources = new EffectivenessDesk.Sources(
                stores.recalls(), stores.proofs(), stores.scans(), (_, _, _, _) -> ItemSet.EMPTY, _ -> ItemSet.EMPTY);
        return new Office(
                access,
                stores.recalls(),
                recalls,
                new RemedyDesk(stores.recalls(), time),
                new ClaimDesk(catalogues, stores.items(), issuance),
                new EffectivenessDesk(recalls, sources, () -> catalogues.fresh().register()),
                catalogues::fresh,
                () -> {
                    throw new RefusedException(Fault.CONFLICT, "no personal data in memory");
                },
                time);
    }

    /** The code of a cell. */
    String code(int n) {
        return codec.code(item(n)).text();
    }

    static long item(int n) {
        return ItemNumber.of(0, n);
    }

    String key(String name, Set<Right> rights) {
        return access.createKey(name, rights, null, ADMIN);
    }

    /** The secret of a session of somebody new with one role. */
    String session(Role role) {
        var name = "user." + role.name().toLowerCase(java.util.Locale.ROOT);
        access.addUser(name, EnumSet.of(role), "two persons, four eyes", ADMIN);
        return ((SignIn.SignedIn) access.signIn(name, "two persons, four eyes")).token();
    }

    void revoke(String name) {
        access.revokeKey(name, ADMIN);
    }

    /**
     * Sends a request.
     *
     * @param secret empty for none
     * @param type content type; empty for no body
     */
    HttpResponse<String> send(String secret, String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (!secret.isEmpty()) {
            request.header("Authorization", "Bearer " + secret);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        request.method(
                method,
                type.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        server.stop();
    }
}
