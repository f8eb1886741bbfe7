package org.echt.app.answer;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.echt.core.product.Product;
import org.echt.core.recall.Content;
import org.echt.core.serial.Mistake;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Concern;
import org.echt.core.verify.Verdict.Via;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A verdict as JSON (docs/api.md). Written field by field, because this is what shops ask for by the million. Stateless,
 * thread-safe.
 */
public final class AnswerJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AnswerJson() {}

    /** The verdict in UTF-8; texts of notices for {@code to}. */
    public static byte[] write(Verdict verdict, Audience to, String textVersion) {
        var out = new ByteArrayOutputStream(1024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            switch (verdict) {
                case Verdict.Issued issued -> issued(json, issued, to);
                case Verdict.NotIssued notIssued -> open(json, "NOT_ISSUED", verdict, notIssued.recalls(), to);
                case Verdict.Mistyped mistyped -> {
                    open(json, "MISTYPED", verdict, mistyped.recalls(), to);
                    mistake(json, mistyped.mistake());
                }
                case Verdict.Foreign foreign -> {
                    open(json, "FOREIGN", verdict, foreign.recalls(), to);
                    json.writeStringProperty("looksLike", foreign.looksLike());
                }
                case Verdict.Unavailable unavailable -> open(json, "UNAVAILABLE", verdict, unavailable.recalls(), to);
            }
            stamp(json, verdict.stamp(), to, textVersion);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** The open recalls in UTF-8, texts for {@code to}. */
    public static byte[] write(List<PublishedNotice> notices, Audience to) {
        var out = new ByteArrayOutputStream(1024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("recalls");
            notices.forEach(notice -> new NoticeJson(json, to).write(notice));
            json.writeEndArray();
            json.writeStringProperty("language", to.language().tag());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void issued(JsonGenerator json, Verdict.Issued verdict, Audience to) {
        json.writeStringProperty("issue", "ISSUED");
        json.writeStringProperty("life", verdict.life().name());
        safety(json, verdict.safety().worst().name(), verdict);
        verdict.safety().recalls().forEach(concern -> concern(json, concern, to));
        endSafety(json);
        var usage = verdict.usage();
        json.writeObjectPropertyStart("use");
        json.writeStringProperty("answer", usage.use().name());
        json.writeNumberProperty("checks", usage.checks());
        if (usage.firstCheckedAt() != null) {
            json.writeStringProperty("firstCheckedAt", usage.firstCheckedAt().toString());
        }
        json.writeEndObject();
        json.writeStringProperty("link", verdict.link().name());
        json.writeObjectPropertyStart("product");
        product(json, verdict.product());
        json.writeEndObject();
        json.writeStringProperty("code", verdict.code().code().text());
        json.writeStringProperty("lot", verdict.code().batch().lot());
        json.writeStringProperty(
                "producedOn", verdict.code().batch().producedOn().toString());
        attributes(json, verdict.facts());
        productRecalls(json, List.of(), to);
    }

    private static void attributes(JsonGenerator json, List<Verdict.Fact> facts) {
        json.writeArrayPropertyStart("attributes");
        for (var fact : facts) {
            json.writeStartObject();
            json.writeStringProperty("name", fact.name());
            json.writeStringProperty("value", fact.value());
            json.writeStringProperty("unit", fact.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A verdict that has no place for an answer about the unit. */
    private static void open(
            JsonGenerator json, String issue, Verdict verdict, List<Verdict.ProductRecall> recalls, Audience to) {
        json.writeStringProperty("issue", issue);
        safety(json, "UNKNOWN", verdict);
        endSafety(json);
        productRecalls(json, recalls, to);
    }

    private static void safety(JsonGenerator json, String answer, Verdict verdict) {
        json.writeObjectPropertyStart("safety");
        json.writeStringProperty("answer", answer);
        json.writeStringProperty("asOf", verdict.stamp().at().toString());
        json.writeNumberProperty("dataVersion", verdict.stamp().dataVersion());
        json.writeArrayPropertyStart("recalls");
    }

    private static void endSafety(JsonGenerator json) {
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void concern(JsonGenerator json, Concern concern, Audience to) {
        json.writeStartObject();
        json.writeStringProperty("recall", concern.recall());
        json.writeNumberProperty("version", concern.version());
        json.writeStringProperty("answer", concern.answer().name());
        json.writeStringProperty("kind", concern.kind().name());
        json.writeStringProperty("action", concern.action().name());
        via(json, concern.via());
        json.writeStringProperty("remedy", concern.remedy().name());
        if (concern.remedyFrom() != null) {
            json.writeStringProperty("remedyFrom", concern.remedyFrom().toString());
        }
        if (concern.remediedAt() != null) {
            json.writeStringProperty("remediedAt", concern.remediedAt().toString());
        }
        texts(json, concern.content(), to);
        json.writeEndObject();
    }

    private static void via(JsonGenerator json, Via via) {
        json.writeObjectPropertyStart("via");
        switch (via) {
            case Via.Item _ -> json.writeStringProperty("kind", "ITEM");
            case Via.Part part -> {
                json.writeStringProperty("kind", "PART");
                json.writeStringProperty("part", part.kind());
                json.writeStringProperty("maskedCode", part.maskedCode());
                json.writeStringProperty("installedAt", part.installedAt().toString());
            }
            case Via.Lot lot -> {
                json.writeStringProperty("kind", "LOT");
                json.writeStringProperty("lot", lot.lot());
            }
            case Via.AllOfProduct _ -> json.writeStringProperty("kind", "PRODUCT");
            case Via.NoBuildRecord _ -> json.writeStringProperty("kind", "NO_BUILD_RECORD");
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, Content content, Audience to) {
        NoticeJson.texts(json, content.notice().text(to.law(), to.language().tag()));
    }

    static void product(JsonGenerator json, Product product) {
        json.writeStringProperty("gtin", product.gtin().digits());
        json.writeStringProperty("name", product.name());
        json.writeStringProperty("brand", product.brand());
    }

    private static void productRecalls(JsonGenerator json, List<Verdict.ProductRecall> recalls, Audience to) {
        json.writeArrayPropertyStart("productRecalls");
        for (var recall : recalls) {
            json.writeStartObject();
            json.writeStringProperty("recall", recall.recall());
            json.writeNumberProperty("version", recall.version());
            json.writeStringProperty("kind", recall.content().notice().kind().name());
            json.writeStringProperty("action", recall.action().name());
            json.writeObjectPropertyStart("product");
            product(json, recall.product());
            json.writeEndObject();
            texts(json, recall.content(), to);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void mistake(JsonGenerator json, Mistake mistake) {
        json.writeObjectPropertyStart("mistake");
        MistakeJson.write(json, mistake);
        json.writeEndObject();
    }

    private static void stamp(JsonGenerator json, Verdict.Stamp stamp, Audience to, String textVersion) {
        json.writeObjectPropertyStart("asOf");
        json.writeStringProperty("time", stamp.at().toString());
        json.writeNumberProperty("dataVersion", stamp.dataVersion());
        json.writeStringProperty("textVersion", textVersion);
        json.writeStringProperty("language", to.language().tag());
        json.writeEndObject();
        json.writeStringProperty("reference", stamp.reference());
    }
}
