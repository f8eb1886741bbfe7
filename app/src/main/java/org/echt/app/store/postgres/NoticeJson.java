package org.echt.app.store.postgres;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.NoticeText.Report;
import org.echt.core.notice.NoticeText.Subject;
import org.echt.core.notice.RemedyKind;
import tools.jackson.databind.JsonNode;

/** What a notice says, as JSON. */
final class NoticeJson {
    private NoticeJson() {}

    static JsonNode write(Notice notice) {
        var json = Json.object();
        json.put("kind", notice.kind().name());
        json.put("action", notice.action().name());
        var from = notice.remedyFrom();
        json.put("remedyFrom", from == null ? null : from.toString());
        json.set(
                "offered",
                Json.texts(
                        new TreeSet<>(notice.offered()).stream().map(Enum::name).toList()));
        json.put("fewerRemedies", notice.fewerRemedies());
        var pictures = json.putArray("pictures");
        notice.pictures().forEach(picture -> pictures.add(write(picture)));
        var laws = json.putObject("texts");
        new TreeMap<>(notice.texts()).forEach((law, texts) -> {
            var byLanguage = laws.putObject(law.name());
            new TreeMap<>(texts).forEach((language, text) -> byLanguage.set(language, write(text)));
        });
        return json;
    }

    static Notice read(JsonNode json) {
        var from = Json.textOrNull(json, "remedyFrom");
        var offered = EnumSet.noneOf(RemedyKind.class);
        Json.texts(json.required("offered")).forEach(kind -> offered.add(RemedyKind.valueOf(kind)));
        var pictures = new ArrayList<NoticePicture>();
        json.required("pictures").values().forEach(picture -> pictures.add(picture(picture)));
        var texts = new EnumMap<Jurisdiction, Map<String, NoticeText>>(Jurisdiction.class);
        json.required("texts").properties().forEach(law -> {
            var byLanguage = new HashMap<String, NoticeText>();
            law.getValue().properties().forEach(entry -> byLanguage.put(entry.getKey(), text(entry.getValue())));
            texts.put(Jurisdiction.valueOf(law.getKey()), byLanguage);
        });
        return new Notice(
                NoticeKind.valueOf(Json.text(json, "kind")),
                Action.valueOf(Json.text(json, "action")),
                from == null ? null : LocalDate.parse(from),
                offered,
                Json.text(json, "fewerRemedies"),
                pictures,
                texts);
    }

    private static JsonNode write(NoticePicture picture) {
        var json = Json.object();
        json.put("role", picture.role().name());
        json.put("hash", picture.hash());
        var words = json.putObject("alternatives");
        new TreeMap<>(picture.alternatives()).forEach(words::put);
        return json;
    }

    private static NoticePicture picture(JsonNode json) {
        var words = new HashMap<String, String>();
        json.required("alternatives")
                .properties()
                .forEach(entry -> words.put(entry.getKey(), entry.getValue().stringValue()));
        return new NoticePicture(NoticePicture.Role.valueOf(Json.text(json, "role")), Json.text(json, "hash"), words);
    }

    private static JsonNode write(NoticeText text) {
        var json = Json.object();
        var subject = json.putObject("subject");
        subject.put("brand", text.subject().brand());
        subject.put("name", text.subject().name());
        subject.put("identifiers", text.subject().identifiers());
        subject.put("where", text.subject().where());
        subject.put("sold", text.subject().sold());
        json.put("instruction", text.instruction());
        json.put("hazard", text.hazard());
        json.set("steps", Json.texts(text.steps()));
        json.put("untilThen", text.untilThen());
        json.set("remedies", Json.texts(text.remedies()));
        json.set("contacts", Json.texts(text.contacts()));
        json.put("share", text.share());
        var report = json.putObject("report");
        report.put("units", text.report().units());
        report.put("price", text.report().price());
        report.put("incidents", text.report().incidents());
        return json;
    }

    private static NoticeText text(JsonNode json) {
        var subject = json.required("subject");
        var report = json.required("report");
        return new NoticeText(
                new Subject(
                        Json.text(subject, "brand"),
                        Json.text(subject, "name"),
                        Json.text(subject, "identifiers"),
                        Json.text(subject, "where"),
                        Json.text(subject, "sold")),
                Json.text(json, "instruction"),
                Json.text(json, "hazard"),
                Json.texts(json.required("steps")),
                Json.text(json, "untilThen"),
                Json.texts(json.required("remedies")),
                Json.texts(json.required("contacts")),
                Json.text(json, "share"),
                new Report(Json.text(report, "units"), Json.text(report, "price"), Json.text(report, "incidents")));
    }
}
