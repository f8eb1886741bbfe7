package org.echt.app.api;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiHttpIT {
    /** What each route needs. A route without a row here, or a row without a route, fails. */
    private static final Map<String, Right> RIGHTS = Map.ofEntries(
            entry("GET /api/v1/recalls", Right.READ),
            entry("GET /api/v1/recalls/{id}", Right.READ),
            entry("GET /api/v1/recalls/{id}/findings", Right.READ),
            entry("GET /api/v1/recalls/{id}/progress", Right.READ),
            entry("POST /api/v1/recalls/{id}/remedies", Right.RECORD_REMEDIES),
            entry("POST /api/v1/recalls/{id}/remedies/revoke", Right.RECORD_REMEDIES),
            entry("POST /api/v1/recalls/{id}/remedies/history", Right.READ),
            entry("POST /api/v1/claims", Right.READ),
            entry("GET /api/v1/disputes", Right.DECIDE_DISPUTES),
            entry("GET /api/v1/disputes/{id}", Right.DECIDE_DISPUTES),
            entry("POST /api/v1/disputes/{id}/decide", Right.DECIDE_DISPUTES),
            entry("POST /api/v1/persons/export", Right.MANAGE_PERSONS),
            entry("POST /api/v1/persons/delete", Right.MANAGE_PERSONS),
            entry("POST /api/v1/deliveries", Right.DELIVER),
            entry("GET /api/v1/recalls/{id}/messages", Right.READ),
            entry("POST /api/v1/recalls/{id}/messages/pause", Right.SEND_MESSAGES),
            entry("POST /api/v1/recalls/{id}/messages/resume", Right.SEND_MESSAGES),
            entry("POST /api/v1/recalls/{id}/messages/cancel", Right.SEND_MESSAGES),
            entry("POST /api/v1/lint", Right.READ));

    private static final String REMEDIES = "/api/v1/recalls/" + SignedInPrograms.RECALL + "/remedies";
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    @TempDir
    Path folder = Path.of("");

    private SignedInPrograms server;

    @BeforeEach
    void start() {
        server = new SignedInPrograms(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRouteHasARule() {
        var routes = server.api.routes().stream().collect(Collectors.toMap(Route::name, Route::right));
        assertEquals(new TreeMap<>(RIGHTS), new TreeMap<>(routes));
    }

    @Test
    void everyRoleGetsInWhereItsRightsSaySoAndNowhereElse() throws Exception {
        for (var role : Role.values()) {
            var secret = server.session(role);
            for (var route : server.api.routes()) {
                int status = call(route, secret).statusCode();
                var where = role + " at " + route.name() + " got " + status;
                assertEquals(!role.rights().contains(route.right()), status == 403, where);
                assertFalse(status == 401 || status >= 500, where);
            }
        }
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        var all = EnumSet.of(Right.READ, Right.RECORD_REMEDIES);
        var revoked = server.key("shop.jena", all);
        server.revoke("shop.jena");
        for (var route : server.api.routes()) {
            server.time.advance(Duration.ofMinutes(1));
            for (var secret : Set.of("", "k_guessed", revoked, revoked + "0")) {
                var answer = call(route, secret);
                assertEquals(401, answer.statusCode(), route.name());
                assertEquals(
                        "Bearer realm=\"echt\"",
                        answer.headers().firstValue("WWW-Authenticate").orElse(""));
                assertFalse(answer.body().contains("R-2026"), answer.body());
            }
        }
    }

    private HttpResponse<String> call(Route route, String secret) throws Exception {
        var path = Api.ROOT + route.path().replace("{id}", SignedInPrograms.RECALL);
        var type = route.method().text().equals("POST") ? JSON : "";
        return server.send(secret, route.method().text(), path, type, "{}");
    }

    @Test
    void noKeyHasARightThatNeedsAPerson() {
        for (var right : Set.of(Right.DECIDE_DISPUTES, Right.MANAGE_PERSONS, Right.SEND_MESSAGES)) {
            assertThrows(RefusedException.class, () -> server.key("crm", EnumSet.of(right)), right.name());
        }
        assertFalse(server.key("crm", EnumSet.of(Right.DELIVER)).isEmpty());
    }

    @Test
    void aClaimIsAnsweredInSentencesAndCountsAsNoCheck() throws Exception {
        var desk = server.key("claims", EnumSet.of(Right.READ));
        var body = "{\"code\":\"" + server.code(3) + "\",\"lot\":\"K8\",\"language\":\"de\"}";
        var issued = server.send(desk, "POST", "/api/v1/claims", JSON, body);
        assertEquals(200, issued.statusCode(), issued.body());
        assertEquals("ISSUED", json(issued).path("answer").asString(""));
        var ids = new ArrayList<String>();
        json(issued).path("blocks").forEach(block -> ids.add(block.path("id").asString("")));
        assertEquals(List.of("issued", "uncommitted", "other_lot", "unseen", "about_code"), ids);
        assertTrue(issued.body().contains("Der Seriencode"), issued.body());
        assertFalse(issued.body().contains(server.code(3)), "the code goes out masked");
        assertEquals(
                0,
                server.stores
                        .items()
                        .read(SignedInPrograms.item(3), false)
                        .state()
                        .checks());
        var none = server.send(desk, "POST", "/api/v1/claims", JSON, "{\"code\":\"hello\",\"language\":\"fr\"}");
        assertEquals("en", json(none).path("language").asString(""), none.body());
        assertFalse(none.body().contains("hello"), "what was typed is not said back");
        assertEquals(
                400,
                server.send(desk, "POST", "/api/v1/claims", JSON, "{\"code\":\"hello\",\"gtin\":\"7\"}")
                        .statusCode());
    }

    @Test
    void aShopRecordsARemedyOnceHoweverOftenItIsSent() throws Exception {
        var shop = server.key("shop.weimar", EnumSet.of(Right.RECORD_REMEDIES));
        var body =
                "{\"code\":\"" + server.code(3) + "\",\"kind\":\"REPLACEMENT\",\"date\":\"2026-11-03\",\"note\":\"7\"}";
        var dry = server.send(shop, "POST", REMEDIES + "?dryRun=true", JSON, body);
        assertEquals(201, dry.statusCode(), dry.body());
        assertTrue(server.stores.recalls().remedied(SignedInPrograms.RECALL).isEmpty());
        var first = server.send(shop, "POST", REMEDIES, JSON, body);
        assertEquals(201, first.statusCode(), first.body());
        assertTrue(json(first).path("recorded").asBoolean(false), first.body());
        assertFalse(first.body().contains(server.code(3)), "the code goes out masked");
        var again = server.send(shop, "POST", REMEDIES, JSON, body);
        assertEquals(200, again.statusCode(), again.body());
        assertFalse(json(again).path("recorded").asBoolean(true), again.body());
        var remedies = server.stores.recalls().remedies(SignedInPrograms.RECALL, SignedInPrograms.item(3));
        assertEquals(1, remedies.size());
        var remedy = (Remedy) remedies.getFirst();
        assertEquals(RemedyKind.REPLACEMENT, remedy.kind());
        assertEquals("key:shop.weimar", remedy.by());
    }

    @Test
    void ofManyLinesTheGoodAreTakenAndEveryOtherSaysWhy() throws Exception {
        var shop = server.key("shop.weimar", EnumSet.of(Right.RECORD_REMEDIES));
        var mistyped = server.code(2).substring(0, 17) + (server.code(2).endsWith("0") ? "1" : "0");
        var lines = String.join(
                "\n",
                remedy(server.code(1), "REPAIR", "2026-11-03"),
                "",
                remedy(mistyped, "REPAIR", "2026-11-03"),
                remedy(server.code(2), "GIFT", "2026-11-03"),
                remedy(server.code(2), "REPAIR", "2026-11-05"),
                "{\"code\":\"" + server.code(2) + "\",\"colour\":\"red\"}",
                "no json",
                remedy(server.code(1), "REPAIR", "2026-11-03"),
                remedy(server.code(2), "REFUND", "2026-11-03"));
        var answer = server.send(shop, "POST", REMEDIES, LINES, lines);
        assertEquals(200, answer.statusCode(), answer.body());
        var statuses = answer.body()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .map(line ->
                        line.path("line").asInt(0) + ":" + line.path("status").asInt(0))
                .toList();
        assertEquals("[1:201, 3:400, 4:400, 5:400, 6:400, 7:400, 8:200, 9:201]", statuses.toString(), answer.body());
        assertTrue(answer.body().contains("\"colour\\\" is none of code, date, kind, note"), answer.body());
        assertFalse(answer.body().contains(mistyped), "what was typed is not said back");
        assertEquals(
                2, server.stores.recalls().remedied(SignedInPrograms.RECALL).size());
    }

    private static String remedy(String code, String kind, String day) {
        return "{\"code\":\"" + code + "\",\"kind\":\"" + kind + "\",\"date\":\"" + day + "\"}";
    }

    @Test
    void aRecordIsTakenBackWithAReasonAndBothStayInTheHistory() throws Exception {
        var shop = server.key("shop.weimar", EnumSet.of(Right.READ, Right.RECORD_REMEDIES));
        server.send(shop, "POST", REMEDIES, JSON, remedy(server.code(4), "REPAIR", "2026-11-03"));
        var code = "{\"code\":\"" + server.code(4) + "\"";
        assertEquals(
                400,
                server.send(shop, "POST", REMEDIES + "/revoke", JSON, code + "}")
                        .statusCode());
        var why = code + ",\"why\":\"another cell\"}";
        assertEquals(
                200, server.send(shop, "POST", REMEDIES + "/revoke", JSON, why).statusCode());
        var twice = server.send(shop, "POST", REMEDIES + "/revoke", JSON, why);
        assertEquals(409, twice.statusCode(), twice.body());
        var records = json(server.send(shop, "POST", REMEDIES + "/history", JSON, code + "}"))
                .path("records");
        assertEquals("REPAIR", records.path(0).path("record").asString(""));
        assertEquals("REVOKED", records.path(1).path("record").asString(""));
        assertEquals("another cell", records.path(1).path("why").asString(""));
    }

    @Test
    void whatCannotBeRecordedIsRefusedWithItsReason() throws Exception {
        var shop = server.key("shop.weimar", EnumSet.of(Right.RECORD_REMEDIES));
        var good = remedy(server.code(1), "REPAIR", "2026-11-03");
        refused(404, "there is no recall", server.send(shop, "POST", at("R-2026-999"), JSON, good));
        refused(409, "never published", server.send(shop, "POST", at(SignedInPrograms.DRAFT), JSON, good));
        refused(400, "neither application/json", server.send(shop, "POST", REMEDIES, "text/csv", good));
        refused(400, "is not a JSON object", server.send(shop, "POST", REMEDIES, JSON, "[1]"));
        refused(400, "not a text", server.send(shop, "POST", REMEDIES, JSON, "{\"code\":7}"));
        refused(400, "is not a JSON object", server.send(shop, "POST", REMEDIES, JSON, ""));
        refused(413, "more than", server.send(shop, "POST", REMEDIES, LINES, " ".repeat(Call.LARGEST + 1)));
        refused(413, "lines", server.send(shop, "POST", REMEDIES, LINES, "{}\n".repeat(10_001)));
        var wrong = server.send(shop, "PUT", REMEDIES, JSON, good);
        refused(405, "only POST", wrong);
        assertEquals("POST", wrong.headers().firstValue("Allow").orElse(""));
        assertTrue(server.stores.recalls().remedied(SignedInPrograms.RECALL).isEmpty());
    }

    private static String at(String recall) {
        return "/api/v1/recalls/" + recall + "/remedies";
    }

    private static void refused(int status, String reason, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(reason), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(json(answer).path("type").asString("").startsWith("urn:echt:fault:"), answer.body());
    }

    @Test
    void recallsAreListedByPageAndShownWhole() throws Exception {
        var viewer = server.session(Role.VIEWER);
        var first = json(server.send(viewer, "GET", "/api/v1/recalls?limit=1", "", ""));
        assertEquals(
                SignedInPrograms.RECALL,
                first.path("recalls").path(0).path("recall").asString(""));
        assertEquals(SignedInPrograms.RECALL, first.path("next").asString(""));
        var rest = json(server.send(viewer, "GET", "/api/v1/recalls?after=" + SignedInPrograms.RECALL, "", ""));
        assertEquals(
                SignedInPrograms.DRAFT,
                rest.path("recalls").path(0).path("recall").asString(""));
        assertTrue(rest.path("next").isNull());
        refused(400, "limit", server.send(viewer, "GET", "/api/v1/recalls?limit=1000", "", ""));
        var one = json(server.send(viewer, "GET", "/api/v1/recalls/" + SignedInPrograms.RECALL, "", ""));
        assertEquals("lot = K7", one.path("scope").asString(""));
        assertEquals("[\"de\",\"en\"]", one.path("languages").path("EU").toString());
        assertEquals("PUBLISHED", one.path("revisions").path(0).path("state").asString(""));
    }

    @Test
    void progressFindingsAndLintAreThere() throws Exception {
        var viewer = server.session(Role.VIEWER);
        var progress =
                json(server.send(viewer, "GET", at(SignedInPrograms.RECALL).replace("remedies", "progress"), "", ""));
        assertEquals(10, progress.path("total").path("affected").asInt(0), progress.toString());
        var backwards = at(SignedInPrograms.RECALL).replace("remedies", "progress?from=2026-11-05&to=2026-11-03");
        refused(400, "before", server.send(viewer, "GET", backwards, "", ""));
        var findings =
                json(server.send(viewer, "GET", at(SignedInPrograms.RECALL).replace("remedies", "findings"), "", ""));
        assertTrue(findings.path("findings").isArray(), findings.toString());
        var text = "This voluntary recall is precautionary.";
        var lint = json(server.send(viewer, "POST", "/api/v1/lint?law=EU&language=en", "text/plain", text));
        assertTrue(lint.path("blocks").asBoolean(false), lint.toString());
        assertTrue(lint.toString().contains("voluntary"), lint.toString());
        refused(400, "law", server.send(viewer, "POST", "/api/v1/lint?law=UK", "text/plain", text));
        refused(400, "text/plain", server.send(viewer, "POST", "/api/v1/lint", JSON, text));
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        for (int i = 0; i < Gate.STRANGERS; i++) {
            assertEquals(401, server.send("", "GET", "/api/v1/recalls", "", "").statusCode());
        }
        var over = server.send("k_guessed", "GET", "/api/v1/recalls", "", "");
        refused(429, "requests a minute", over);
        assertEquals("1", over.headers().firstValue("Retry-After").orElse(""));
        var viewer = server.session(Role.VIEWER);
        var known = server.send(viewer, "GET", "/api/v1/recalls", "", "");
        assertEquals(200, known.statusCode(), "strangers of the same network do not shut a key out");
        assertEquals("599", known.headers().firstValue("RateLimit-Remaining").orElse(""));
        server.time.advance(Duration.ofSeconds(1));
        assertEquals(401, server.send("", "GET", "/api/v1/recalls", "", "").statusCode());
        var progress = at(SignedInPrograms.RECALL).replace("remedies", "progress");
        int last = 200;
        for (int i = 0; i < 31 && last == 200; i++) {
            last = server.send(viewer, "GET", progress, "", "").statusCode();
        }
        assertEquals(429, last, "what reads the whole build record counts for many");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
