package org.echt.app.answer;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.echt.core.notice.Jurisdiction;
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

    /** The verdict in UTF-8; texts of notices in {@code language}. */
    public static byte[] write(Verdict verdict, Language language, String textVersion) {
        var out = new ByteArrayOutputStream(1024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            switch (verdict) {
                case Verdict.Issued issued -> issued(json, issued, language);
                case Verdict.NotIssued notIssued -> open(json, "NOT_ISSUED", verdict, notIssued.recalls(), language);
                case Verdict.Mistyped mistyped -> {
                    open(json, "MISTYPED", verdict, mistyped.recalls(), language);
                    mistake(json, mistyped.mistake());
                }
                case Verdict.Foreign foreign -> {
                    open(json, "FOREIGN", verdict, foreign.recalls(), language);
                    json.writeStringProperty("looksLike", foreign.looksLike());
                }
                case Verdict.Unavailable unavailable ->
                    open(json, "UNAVAILABLE", verdict, unavailable.recalls(), language);
            }
            stamp(json, verdict.stamp(), language, textVersion);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** The open recalls in UTF-8, texts in {@code language}. */
    public static byte[] write(List<OpenRecall> recalls, Language language) {
        var out = new ByteArrayOutputStream(1024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("recalls");
            recalls.forEach(recall -> open(json, recall, language));
            json.writeEndArray();
            json.writeStringProperty("language", language.tag());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** One open recall in UTF-8, texts in {@code language}. */
    public static byte[] write(OpenRecall recall, Language language) {
        var out = new ByteArrayOutputStream(1024);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            open(json, recall, language);
        }
        return out.toByteArray();
    }

    private static void open(JsonGenerator json, OpenRecall recall, Language language) {
        json.writeStartObject();
        json.writeStringProperty("recall", recall.id());
        json.writeNumberProperty("version", recall.version());
        json.writeStringProperty("since", recall.since().toString());
        json.writeStringProperty("action", recall.content().action().name());
        json.writeArrayPropertyStart("products");
        for (var product : recall.products()) {
            json.writeStartObject();
            product(json, product);
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, recall.content(), language);
        json.writeEndObject();
    }

    private static void issued(JsonGenerator json, Verdict.Issued verdict, Language language) {
        json.writeStringProperty("issue", "ISSUED");
        json.writeStringProperty("life", verdict.life().name());
        safety(json, verdict.safety().worst().name(), verdict);
        verdict.safety().recalls().forEach(concern -> concern(json, concern, language));
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
        productRecalls(json, List.of(), language);
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
            JsonGenerator json, String issue, Verdict verdict, List<Verdict.ProductRecall> recalls, Language language) {
        json.writeStringProperty("issue", issue);
        safety(json, "UNKNOWN", verdict);
        endSafety(json);
        productRecalls(json, recalls, language);
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

    private static void concern(JsonGenerator json, Concern concern, Language language) {
        json.writeStartObject();
        json.writeStringProperty("recall", concern.recall());
        json.writeNumberProperty("version", concern.version());
        json.writeStringProperty("answer", concern.answer().name());
        json.writeStringProperty("action", concern.action().name());
        via(json, concern.via());
        json.writeStringProperty("remedy", concern.remedy().name());
        if (concern.remedyFrom() != null) {
            json.writeStringProperty("remedyFrom", concern.remedyFrom().toString());
        }
        if (concern.remediedAt() != null) {
            json.writeStringProperty("remediedAt", concern.remediedAt().toString());
        }
        texts(json, concern.content(), language);
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

    private static void texts(JsonGenerator json, Content content, Language language) {
        var text = content.notice().text(Jurisdiction.EU, language.tag());
        json.writeStringProperty("instruction", text.instruction());
        json.writeStringProperty("hazard", text.hazard());
        strings(json, "steps", text.steps());
        json.writeStringProperty("untilThen", text.untilThen());
        strings(json, "remedies", text.remedies());
        strings(json, "contacts", text.contacts());
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void product(JsonGenerator json, Product product) {
        json.writeStringProperty("gtin", product.gtin().digits());
        json.writeStringProperty("name", product.name());
        json.writeStringProperty("brand", product.brand());
    }

    private static void productRecalls(JsonGenerator json, List<Verdict.ProductRecall> recalls, Language language) {
        json.writeArrayPropertyStart("productRecalls");
        for (var recall : recalls) {
            json.writeStartObject();
            json.writeStringProperty("recall", recall.recall());
            json.writeNumberProperty("version", recall.version());
            json.writeStringProperty("action", recall.action().name());
            json.writeObjectPropertyStart("product");
            product(json, recall.product());
            json.writeEndObject();
            texts(json, recall.content(), language);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void mistake(JsonGenerator json, Mistake mistake) {
        json.writeObjectPropertyStart("mistake");
        MistakeJson.write(json, mistake);
        json.writeEndObject();
    }

    private static void stamp(JsonGenerator json, Verdict.Stamp stamp, Language language, String textVersion) {
        json.writeObjectPropertyStart("asOf");
        json.writeStringProperty("time", stamp.at().toString());
        json.writeNumberProperty("dataVersion", stamp.dataVersion());
        json.writeStringProperty("textVersion", textVersion);
        json.writeStringProperty("language", language.tag());
        json.writeEndObject();
        json.writeStringProperty("reference", stamp.reference());
    }
}
