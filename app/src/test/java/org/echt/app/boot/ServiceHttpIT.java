package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.access.SignIn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Disputes, persons, deliveries and messages over HTTP, on a real database. */
class ServiceHttpIT extends ContactStage {
    private static final Act ADMIN = new Act(Actor.of("ada", Role.ADMIN), "");
    private static final String JSON = "application/json";
    private static final String PASSWORD = "two persons, four eyes";

    private int users;

    /** The secret of a session of somebody new with one role. */
    private String session(Role role) {
        var name = "user." + role.name().toLowerCase(Locale.ROOT) + "." + users++;
        if (node.access().isEmpty()) {
            node.access().addUser("ada", EnumSet.of(Role.ADMIN), PASSWORD, ADMIN);
        }
        node.access().addUser(name, EnumSet.of(role), PASSWORD, ADMIN);
        return ((SignIn.SignedIn) node.access().signIn(name, PASSWORD)).token();
    }

    private HttpResponse<String> call(String secret, String path, String type, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
                .header("Authorization", "Bearer " + secret);
        if (!type.isEmpty()) {
            request.header("Content-Type", type).POST(BodyPublishers.ofString(body));
        }
        var answer = client.send(request);
        assertTrue(
                path.equals("/persons/export") || !answer.body().contains("@"),
                "nothing but an export holds an address: " + answer.body());
        return answer;
    }

    private static JsonNode json(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void disputesAreListedShownAndDecided() throws Exception {
        for (var mail : Set.of("kai@example.org", "lea@example.org")) {
            var code = plant.laptop(50);
            sent();
            upload("/register", new byte[0], "code", code, "address", mail, "inside", inside(code));
            post(sent().getFirst().link());
        }
        sent();
        var service = session(Role.SERVICE);
        var list = json(200, call(service, "/disputes?limit=1", "", ""));
        var id = list.path("disputes").path(0).path("dispute").asString("");
        assertTrue(list.path("next").isNull(), list.toString());
        assertEquals(
                0,
                json(200, call(service, "/disputes?after=" + id, "", ""))
                        .path("disputes")
                        .size());
        var one = json(200, call(service, "/disputes/" + id, "", ""));
        assertEquals(2, one.path("sides").size(), one.toString());
        assertTrue(one.path("sides").path(0).path("person").asString("").startsWith("person "));
        var claim = one.path("sides").path(1).path("claim").asLong(0);
        var decide = "/disputes/" + id + "/decide";
        json(400, call(service, decide, JSON, "{\"for\":\"" + claim + "\"}"));
        json(400, call(service, decide, JSON, "{\"for\":\"her\",\"why\":\"x\"}"));
        json(409, call(service, decide, JSON, "{\"for\":\"987654\",\"why\":\"x\"}"));
        var body = "{\"for\":\"" + claim + "\",\"why\":\"the receipt\"}";
        assertEquals(
                "OPEN",
                json(200, call(service, decide + "?dryRun=true", JSON, body))
                        .path("state")
                        .asString(""));
        assertEquals(
                "DECIDED",
                json(200, call(service, decide, JSON, body)).path("state").asString(""));
        json(409, call(service, decide, JSON, body));
        json(404, call(service, "/disputes/DSP-0000-0000", "", ""));
    }

    @Test
    void aPersonIsExportedAndDeleted() throws Exception {
        sent();
        watch(60, "mia@example.org");
        var service = session(Role.SERVICE);
        var body = "{\"address\":\"mia@example.org\",\"why\":\"letter\"}";
        json(400, call(service, "/persons/export", JSON, "{\"address\":\"mia@example.org\"}"));
        json(400, call(service, "/persons/delete", JSON, "{\"address\":\"mia\",\"why\":\"x\"}"));
        var export = json(200, call(service, "/persons/export", JSON, body));
        assertEquals("mia@example.org", export.path("address").asString(""));
        assertEquals(plant.laptop(60), export.path("items").path(0).path("code").asString(""));
        var dry = json(200, call(service, "/persons/delete?dryRun=true", JSON, body));
        assertEquals(1, dry.path("watches").asInt(0));
        assertTrue(node.contacts().watched().contains(Plant.item(60)));
        assertTrue(json(200, call(service, "/persons/delete", JSON, body))
                .path("deleted")
                .asBoolean(false));
        assertFalse(node.contacts().watched().contains(Plant.item(60)));
        json(404, call(service, "/persons/delete", JSON, body));
    }

    @Test
    void aShopHandsInWhomItDeliveredWhat() throws Exception {
        session(Role.ADMIN);
        var shop = node.access().createKey("shop.jena", EnumSet.of(Right.DELIVER), null, ADMIN);
        var path = "/deliveries?seller=Radhaus%20Jena&keep=900";
        var good = delivery(plant.laptop(70), "noa@example.org", "de-AT");
        assertTrue(json(201, call(shop, path + "&dryRun=true", JSON, good))
                .path("dryRun")
                .asBoolean(false));
        assertFalse(node.contacts().watched().contains(Plant.item(70)));
        var first = call(shop, path, JSON, good);
        assertTrue(json(201, first).path("added").asBoolean(false));
        assertFalse(first.body().contains(plant.laptop(70)), "codes go out masked");
        assertFalse(json(200, call(shop, path, JSON, good)).path("added").asBoolean(true));
        assertTrue(node.contacts().watched().contains(Plant.item(70)));
        var lines = String.join(
                "\n",
                delivery(plant.laptop(71), "noa@example.org", "de"),
                delivery(plant.laptop(71), "Noa@example.org", "de"),
                "",
                delivery(plant.laptop(71), "noa", "de"),
                delivery(plant.laptop(71), "noa@example.org", "klingon"),
                delivery("AAAAAAAAAAAAAAAAAA", "noa@example.org", "de"),
                "{\"code\":\"\"}",
                good);
        var answer = call(shop, path, "application/x-ndjson", lines);
        assertEquals(200, answer.statusCode(), answer.body());
        var statuses = answer.body()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .map(line ->
                        line.path("line").asInt(0) + ":" + line.path("status").asInt(0))
                .toList();
        assertEquals("[1:201, 2:200, 4:400, 5:400, 6:400, 7:400, 8:200]", statuses.toString(), answer.body());
        json(400, call(shop, "/deliveries?seller=S", JSON, good));
        json(400, call(shop, "/deliveries?keep=9", JSON, good));
        json(400, call(shop, path, "text/csv", good));
        json(403, call(shop, "/disputes", "", ""));
    }

    private static String delivery(String code, String address, String language) {
        return "{\"code\":\"" + code + "\",\"address\":\"" + address + "\",\"language\":\"" + language + "\"}";
    }

    @Test
    void messagesAreHeldBackByWhoMayPublish() throws Exception {
        var recall = Campaign.publish(node, "contains(cell where lot = K3)").recall();
        var path = "/recalls/" + recall + "/messages";
        var approver = session(Role.APPROVER);
        assertEquals(
                "GOING_OUT",
                json(200, call(approver, path, "", "")).path("messages").asString(""));
        json(200, call(approver, path + "/pause?dryRun=true", JSON, "{\"why\":\"x\"}"));
        assertEquals(
                "PAUSED",
                json(200, call(approver, path + "/pause", JSON, ""))
                        .path("messages")
                        .asString(""));
        json(409, call(approver, path + "/pause", JSON, ""));
        json(400, call(approver, path + "/cancel", JSON, ""));
        assertEquals(
                "CANCELLED",
                json(200, call(approver, path + "/cancel", JSON, "{\"why\":\"told by letter\"}"))
                        .path("messages")
                        .asString(""));
        json(200, call(approver, path + "/resume", JSON, ""));
        json(404, call(approver, "/recalls/R-2026-999/messages", "", ""));
    }
}
