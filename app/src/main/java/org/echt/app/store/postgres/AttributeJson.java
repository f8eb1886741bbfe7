package org.echt.app.store.postgres;

import java.time.Instant;
import java.util.List;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Target;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product.PlannedPart;
import tools.jackson.databind.JsonNode;

/** Attribute definitions, change sets and products' plans as JSON. */
final class AttributeJson {
    private AttributeJson() {}

    static String write(AttributeDefinition definition) {
        var json = Json.object();
        json.put("name", definition.name());
        json.put("type", definition.type().name());
        json.put("unit", definition.unit());
        json.put("visibility", definition.visibility().name());
        json.put("defaultValue", definition.defaultValue());
        json.set("choices", Json.texts(definition.choices()));
        return Json.write(json);
    }

    static AttributeDefinition definition(String text) {
        var json = Json.read(text);
        return new AttributeDefinition(
                Json.text(json, "name"),
                AttributeDefinition.Type.valueOf(Json.text(json, "type")),
                Json.text(json, "unit"),
                AttributeDefinition.Visibility.valueOf(Json.text(json, "visibility")),
                Json.textOrNull(json, "defaultValue"),
                Json.texts(json.required("choices")));
    }

    static String write(ChangeSet set) {
        var json = Json.object();
        json.put("id", set.id());
        json.put("by", set.by());
        json.put("at", set.at().toString());
        json.put("why", set.why());
        json.put("sourceHash", set.sourceHash());
        json.put("undoes", set.undoes());
        json.set("changes", Json.array(set.changes(), AttributeJson::write));
        return Json.write(json);
    }

    static ChangeSet changeSet(String text) {
        var json = Json.read(text);
        return new ChangeSet(
                json.required("id").longValue(),
                Json.text(json, "by"),
                Instant.parse(Json.text(json, "at")),
                Json.text(json, "why"),
                Json.text(json, "sourceHash"),
                json.required("undoes").longValue(),
                Json.list(json.required("changes"), AttributeJson::change));
    }

    static String write(List<PlannedPart> plan) {
        return Json.write(Json.array(
                plan, part -> Json.object().put("part", part.part().digits()).put("quantity", part.quantity())));
    }

    static List<PlannedPart> plan(String text) {
        return Json.list(
                Json.read(text),
                part -> new PlannedPart(
                        new Gtin(Json.text(part, "part")),
                        part.required("quantity").intValue()));
    }

    private static JsonNode write(Change change) {
        var json = Json.object();
        json.put("attribute", change.attribute());
        json.set("target", write(change.target()));
        json.put("before", change.before());
        json.put("after", change.after());
        return json;
    }

    private static Change change(JsonNode json) {
        return new Change(
                Json.text(json, "attribute"),
                target(json.required("target")),
                Json.textOrNull(json, "before"),
                Json.textOrNull(json, "after"));
    }

    static JsonNode write(Target target) {
        var json = Json.object();
        switch (target) {
            case Target.OfProduct(var gtin) -> json.put("product", gtin.digits());
            case Target.OfLot(var gtin, var lot) ->
                json.putArray("lot").add(gtin.digits()).add(lot);
            case Target.OfRange(var range) -> json.set("range", ScopeJson.write(range));
            case Target.OfItems(var items) -> json.put("items", ScopeJson.write(items));
        }
        return json;
    }

    static Target target(JsonNode json) {
        var member = json.properties().iterator().next();
        var value = member.getValue();
        return switch (member.getKey()) {
            case "product" -> new Target.OfProduct(new Gtin(value.stringValue()));
            case "lot" ->
                new Target.OfLot(
                        new Gtin(value.get(0).stringValue()), value.get(1).stringValue());
            case "range" -> new Target.OfRange(ScopeJson.range(value));
            case "items" -> new Target.OfItems(ScopeJson.items(value.stringValue()));
            default -> throw new IllegalArgumentException("stored target of unknown kind \"" + member.getKey() + "\"");
        };
    }
}
