package org.echt.app.store.postgres;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.TreeMap;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.NoticeText;
import org.echt.core.recall.Impact;
import tools.jackson.databind.JsonNode;

/** What a recall says, and what its preview counted, as JSON. */
final class RecallJson {
    private RecallJson() {}

    static String write(Content content) {
        var json = Json.object();
        json.set("scope", ScopeJson.write(content.scope()));
        json.put("action", content.action().name());
        json.put("unknownBuild", content.unknownBuild().name());
        json.put("unknownReason", content.unknownReason());
        var from = content.remedyFrom();
        json.put("remedyFrom", from == null ? null : from.toString());
        var texts = json.putObject("texts");
        new TreeMap<>(content.texts()).forEach((language, text) -> texts.set(language, write(text)));
        return Json.write(json);
    }

    static Content content(String text) {
        var json = Json.read(text);
        var from = Json.textOrNull(json, "remedyFrom");
        var texts = new HashMap<String, NoticeText>();
        json.required("texts").properties().forEach(entry -> texts.put(entry.getKey(), notice(entry.getValue())));
        return new Content(
                ScopeJson.read(json.required("scope")),
                Content.Action.valueOf(Json.text(json, "action")),
                Content.UnknownBuild.valueOf(Json.text(json, "unknownBuild")),
                Json.text(json, "unknownReason"),
                from == null ? null : LocalDate.parse(from),
                texts);
    }

    static String write(Impact.Summary summary) {
        var json = Json.object();
        json.put("issued", summary.issued());
        json.put("affected", summary.affected());
        json.put("unknown", summary.unknown());
        json.put("remedied", summary.remedied());
        json.set("affectedByProduct", Json.counts(summary.affectedByProduct()));
        json.set("unknownByProduct", Json.counts(summary.unknownByProduct()));
        json.put("gained", summary.gained());
        json.put("lost", summary.lost());
        json.put("hash", summary.hash());
        return Json.write(json);
    }

    static Impact.Summary summary(String text) {
        var json = Json.read(text);
        return new Impact.Summary(
                json.required("issued").longValue(),
                json.required("affected").longValue(),
                json.required("unknown").longValue(),
                json.required("remedied").longValue(),
                Json.counts(json.required("affectedByProduct")),
                Json.counts(json.required("unknownByProduct")),
                json.required("gained").longValue(),
                json.required("lost").longValue(),
                Json.text(json, "hash"));
    }

    private static JsonNode write(NoticeText text) {
        var json = Json.object();
        json.put("instruction", text.instruction());
        json.put("hazard", text.hazard());
        json.set("steps", Json.texts(text.steps()));
        json.put("untilThen", text.untilThen());
        json.set("remedies", Json.texts(text.remedies()));
        json.set("contacts", Json.texts(text.contacts()));
        return json;
    }

    private static NoticeText notice(JsonNode json) {
        return new NoticeText(
                Json.text(json, "instruction"),
                Json.text(json, "hazard"),
                Json.texts(json.required("steps")),
                Json.text(json, "untilThen"),
                Json.texts(json.required("remedies")),
                Json.texts(json.required("contacts")));
    }
}
