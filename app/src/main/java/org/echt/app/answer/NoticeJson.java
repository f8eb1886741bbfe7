package org.echt.app.answer;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticeText;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A published notice as JSON-LD: schema.org terms where there are some, GS1 Web Vocabulary for what a recall is about, our
 * own names (docs/api.md) for the rest.
 */
public final class NoticeJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Audience to;

    NoticeJson(JsonGenerator json, Audience to) {
        this.json = json;
        this.to = to;
    }

    /** One notice in UTF-8, texts for {@code to}, on the site of {@code site}. */
    public static byte[] write(PublishedNotice notice, Audience to, Site site) {
        var out = new ByteArrayOutputStream(2048);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            var writer = new NoticeJson(json, to);
            writer.linked(notice, site);
            writer.fields(notice);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /** One notice of a list. */
    void write(PublishedNotice notice) {
        json.writeStartObject();
        fields(notice);
        json.writeEndObject();
    }

    private void linked(PublishedNotice notice, Site site) {
        json.writeObjectPropertyStart("@context");
        json.writeStringProperty("@vocab", "https://schema.org/");
        json.writeStringProperty("gs1", "https://ref.gs1.org/voc/");
        json.writeEndObject();
        json.writeStringProperty("@type", "WebPage");
        json.writeStringProperty("@id", "https://" + site.domain() + Draft.notice(notice.id()));
        json.writeStringProperty(
                "headline",
                NoticeHeadline.of(notice.notice().kind(), to.language()).text());
        json.writeStringProperty("datePublished", notice.since().toString());
        json.writeStringProperty("dateModified", notice.revision().at().toString());
        json.writeArrayPropertyStart("about");
        for (var product : notice.products()) {
            json.writeStartObject();
            json.writeStringProperty("@type", "Product");
            json.writeStringProperty("name", product.name());
            json.writeObjectPropertyStart("brand");
            json.writeStringProperty("@type", "Brand");
            json.writeStringProperty("name", product.brand());
            json.writeEndObject();
            json.writeStringProperty("gtin14", product.gtin().digits());
            json.writeBooleanProperty("gs1:isProductRecalled", isRecalled(notice));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Some units of the product are recalled; which ones, only a check of the code tells. */
    private static boolean isRecalled(PublishedNotice notice) {
        return notice.notice().kind() == NoticeKind.RECALL && !notice.isWithdrawn();
    }

    private void fields(PublishedNotice notice) {
        json.writeStringProperty("recall", notice.id());
        json.writeNumberProperty("version", notice.version());
        json.writeNumberProperty("versionInForce", notice.inForce());
        json.writeStringProperty("state", notice.revision().state().name());
        json.writeStringProperty("since", notice.since().toString());
        json.writeStringProperty("kind", notice.notice().kind().name());
        json.writeStringProperty("action", notice.action().name());
        json.writeArrayPropertyStart("products");
        for (var product : notice.products()) {
            json.writeStartObject();
            AnswerJson.product(json, product);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (notice.isWithdrawn()) {
            return;
        }
        var from = notice.notice().remedyFrom();
        if (from != null) {
            json.writeStringProperty("remedyFrom", from.toString());
        }
        json.writeStringProperty("law", to.law().name());
        json.writeStringProperty(
                "inLanguage",
                notice.notice().speaks(to.law(), to.language().tag())
                        ? to.language().tag()
                        : "en");
        var text = notice.notice().text(to.law(), to.language().tag());
        subject(text);
        texts(json, text);
        json.writeStringProperty("share", text.share());
        pictures(notice);
    }

    private void subject(NoticeText text) {
        json.writeObjectPropertyStart("subject");
        json.writeStringProperty("brand", text.subject().brand());
        json.writeStringProperty("name", text.subject().name());
        json.writeStringProperty("identifiers", text.subject().identifiers());
        json.writeStringProperty("where", text.subject().where());
        json.writeStringProperty("sold", text.subject().sold());
        json.writeEndObject();
        if (!text.report().equals(NoticeText.Report.NONE)) {
            json.writeObjectPropertyStart("report");
            json.writeStringProperty("units", text.report().units());
            json.writeStringProperty("price", text.report().price());
            json.writeStringProperty("incidents", text.report().incidents());
            json.writeEndObject();
        }
    }

    private void pictures(PublishedNotice notice) {
        json.writeArrayPropertyStart("image");
        for (var picture : notice.notice().pictures()) {
            json.writeStartObject();
            json.writeStringProperty("@type", "ImageObject");
            json.writeStringProperty("contentUrl", "/p/" + picture.hash());
            json.writeStringProperty(
                    "caption", picture.alternative(to.language().tag()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void texts(JsonGenerator json, NoticeText text) {
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
}
