package org.echt.app.store.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Base64;
import org.echt.core.attribute.Scope;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scopes as JSON: an object with one member that names the kind, for example {@code {"lot": ["A1", "A9"]}}. Sets of items
 * are portable Roaring bytes in base64.
 */
final class ScopeJson {
    private ScopeJson() {}

    static ObjectNode write(Scope scope) {
        var json = Json.object();
        switch (scope) {
            case Scope.Items(var items) -> json.put("items", write(items));
            case Scope.Range(var range) -> json.set("range", write(range));
            case Scope.Lot(var first, var last) ->
                json.putArray("lot").add(first).add(last);
            case Scope.OfProduct(var name) -> json.put("product", name);
            case Scope.ProducedBetween(var first, var last) ->
                json.putArray("produced").add(first.toString()).add(last.toString());
            case Scope.AttributeIs(var attribute, var comparison, var value) ->
                json.putArray("attribute").add(attribute).add(comparison.name()).add(value);
            case Scope.Contains contains -> json.set("contains", write(contains));
            case Scope.All(var scopes) -> json.set("all", Json.array(scopes, ScopeJson::write));
            case Scope.Any(var scopes) -> json.set("any", Json.array(scopes, ScopeJson::write));
            case Scope.Not(var inner) -> json.set("not", write(inner));
        }
        return json;
    }

    static Scope read(JsonNode json) {
        var member = json.properties().iterator().next();
        var value = member.getValue();
        return switch (member.getKey()) {
            case "items" -> new Scope.Items(items(value.stringValue()));
            case "range" -> new Scope.Range(range(value));
            case "lot" -> new Scope.Lot(value.get(0).stringValue(), value.get(1).stringValue());
            case "product" -> new Scope.OfProduct(value.stringValue());
            case "produced" -> new Scope.ProducedBetween(day(value.get(0)), day(value.get(1)));
            case "attribute" ->
                new Scope.AttributeIs(
                        value.get(0).stringValue(),
                        Scope.Comparison.valueOf(value.get(1).stringValue()),
                        value.get(2).stringValue());
            case "contains" -> contains(value);
            case "all" -> new Scope.All(Json.list(value, ScopeJson::read));
            case "any" -> new Scope.Any(Json.list(value, ScopeJson::read));
            case "not" -> new Scope.Not(read(value));
            default -> throw new IllegalArgumentException("stored scope of unknown kind \"" + member.getKey() + "\"");
        };
    }

    static JsonNode write(ItemRange range) {
        return Json.array().add(range.first()).add(range.last());
    }

    static ItemRange range(JsonNode json) {
        return new ItemRange(json.get(0).longValue(), json.get(1).longValue());
    }

    static String write(ItemSet items) {
        var bytes = new ByteArrayOutputStream();
        try {
            items.writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static ItemSet items(String base64) {
        var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
        try {
            return ItemSet.readFrom(new DataInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode write(Scope.Contains contains) {
        var json = Json.object();
        json.set("inner", write(contains.inner()));
        json.set(
                "asOf",
                contains.asOf() == null
                        ? JsonNodeFactory.instance.nullNode()
                        : JsonNodeFactory.instance.stringNode(contains.asOf().toString()));
        return json;
    }

    private static Scope.Contains contains(JsonNode json) {
        var asOf = Json.textOrNull(json, "asOf");
        return new Scope.Contains(read(json.required("inner")), asOf == null ? null : LocalDate.parse(asOf));
    }

    private static LocalDate day(JsonNode json) {
        return LocalDate.parse(json.stringValue());
    }
}
