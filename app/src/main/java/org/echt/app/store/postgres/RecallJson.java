package org.echt.app.store.postgres;

import org.echt.core.recall.Content;
import org.echt.core.recall.Impact;

/** What a recall says, and what its preview counted, as JSON. */
final class RecallJson {
    private RecallJson() {}

    static String write(Content content) {
        var json = Json.object();
        json.set("scope", ScopeJson.write(content.scope()));
        json.put("unknownBuild", content.unknownBuild().name());
        json.put("unknownReason", content.unknownReason());
        json.set("notice", NoticeJson.write(content.notice()));
        return Json.write(json);
    }

    static Content content(String text) {
        var json = Json.read(text);
        return new Content(
                ScopeJson.read(json.required("scope")),
                Content.UnknownBuild.valueOf(Json.text(json, "unknownBuild")),
                Json.text(json, "unknownReason"),
                NoticeJson.read(json.required("notice")));
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
}
