package org.echt.app.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.app.capture.Asset.Aspect;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The parts of a Catena-X file and what links them.
 *
 * <p>The Catena-X id joins assets and links inside the file. To the outside a part is known by maker (manufacturerId, or
 * who keeps the asset), manufacturerPartId and its partInstanceId, batchId or jisNumber; a serial that is one of our
 * codes makes it our item. A part that is only named, not described, is known by business partner and Catena-X id.
 *
 * <p>A link that is stated several times, mostly from both sides, counts once: a statement with a date before one
 * without, then the parent's (bill of material) before the child's (usage), then the first. It begins at its createdOn,
 * else when its part was made, else at {@link #UNKNOWN_DATE}, so that it holds at every date asked for. Potential
 * parents are taken as parents: whoever looks for a dangerous part must find them.
 */
final class AssetLinks {
    static final Instant UNKNOWN_DATE = Instant.EPOCH;

    private final PartReader reader;
    private final Dates dates = new Dates();
    private final Map<String, Asset> described = new HashMap<>();
    private final Map<String, PartText> parts = new HashMap<>();
    private final Map<String, String> partners = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Link, Stated> chosen = new LinkedHashMap<>();
    private long statements;
    private long ignored;
    private long potential;
    private long undated;

    /** Something in the file that makes a row, a dictionary entry or a rejected line. */
    sealed interface Entry {}

    /** A part, whether linked or not. */
    private record Part(Asset asset) implements Entry {}

    /** Ids of a parent and what is in it. */
    private record Link(String parent, String part) {}

    /** A link as one side states it. */
    private record Stated(Link link, String date, boolean byParent, int line, String column) implements Entry {
        int rank() {
            return (date.isEmpty() ? 0 : 2) + (byParent ? 1 : 0);
        }
    }

    /** Something that cannot be used. */
    private record Bad(int line, String column, Cause cause, String detail) implements Entry {}

    AssetLinks(PartReader reader) {
        this.reader = reader;
    }

    void add(Asset asset) {
        if (asset.kind() == null
                && asset.children().isEmpty()
                && asset.parents().isEmpty()) {
            ignored++;
            return;
        }
        if (asset.id().isEmpty()) {
            bad(asset.line(), "catenaXId", "an asset without catenaXId cannot be linked");
            return;
        }
        if (asset.kind() != null && described.putIfAbsent(asset.id(), asset) == null) {
            part(asset, asset.kind());
        }
        partners.merge(asset.id(), asset.owner(), (was, more) -> was.isEmpty() ? more : was);
        links(asset, asset.children(), "childItems");
        links(asset, asset.parents(), "parentItems");
    }

    /** Everything in the order of the file. Called once, behind the last {@link #add}. */
    List<Entry> entries() {
        return entries.stream()
                .filter(entry -> !(entry instanceof Stated stated) || stated.equals(chosen.get(stated.link())))
                .toList();
    }

    /** Puts an entry into a chunk. */
    void put(Entry entry, Rows rows) {
        switch (entry) {
            case Part part -> reference(part.asset().id(), rows);
            case Bad bad -> rows.reject(bad.line(), bad.column(), bad.cause(), bad.detail());
            case Stated stated -> link(stated, rows);
        }
    }

    ImportReceipt.Assets assets() {
        var inside = new HashSet<String>();
        var parents = new HashSet<String>();
        var named = new HashSet<String>();
        for (var link : chosen.keySet()) {
            inside.add(link.part());
            parents.add(link.parent());
        }
        named.addAll(inside);
        named.addAll(parents);
        named.removeAll(parts.keySet());
        parents.removeAll(inside);
        return new ImportReceipt.Assets(
                parts.size(),
                parts.keySet().stream().filter(this::isBatch).count(),
                parts.values().stream().filter(PartText.Own.class::isInstance).count(),
                named.size(),
                chosen.size(),
                statements - chosen.size(),
                parents.size(),
                ignored);
    }

    List<String> notes() {
        var notes = new ArrayList<String>();
        if (undated > 0) {
            notes.add(undated + " links without any date are recorded as installed at " + UNKNOWN_DATE + ".");
        }
        if (potential > 0) {
            notes.add(potential + " links to potential parents are recorded like others.");
        }
        return notes;
    }

    private boolean isBatch(String id) {
        var asset = described.get(id);
        return asset != null && asset.kind() == Aspect.BATCH;
    }

    private void part(Asset asset, Aspect kind) {
        String serial = kind == Aspect.BATCH ? "" : asset.local("partInstanceId");
        if (serial.isEmpty() && kind == Aspect.JUST_IN_SEQUENCE) {
            serial = asset.local(kind.identifier);
        }
        String lot = asset.local("batchId");
        if (serial.isEmpty() && (kind != Aspect.BATCH || lot.isEmpty())) {
            bad(asset.line(), kind.identifier, kind + " " + Shown.text(asset.id()) + " has no " + kind.identifier);
            return;
        }
        String maker = asset.local("manufacturerId");
        var key = new PartKey(maker.isEmpty() ? asset.owner() : maker, asset.type(), lot, serial);
        if (reader.named(key) instanceof PartText.Bad no) {
            entries.add(new Bad(asset.line(), kind.identifier, no.cause(), no.detail()));
        } else {
            parts.put(asset.id(), reader.named(key));
            entries.add(new Part(asset));
        }
    }

    private void links(Asset asset, List<JsonNode> items, String field) {
        boolean down = field.equals("childItems");
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            String other = Asset.text(item, "catenaXId");
            String column = field + "[" + i + "]";
            if (other.isEmpty()) {
                bad(asset.line(), column + ".catenaXId", "a link without catenaXId leads nowhere");
                continue;
            }
            partners.merge(other, Asset.text(item, "businessPartner"), (was, more) -> was.isEmpty() ? more : was);
            var link = down ? new Link(asset.id(), other) : new Link(other, asset.id());
            state(new Stated(link, Asset.text(item, "createdOn"), down, asset.line(), column));
            potential += item.path("isOnlyPotentialParent").asBoolean(false) ? 1 : 0;
        }
    }

    private void state(Stated stated) {
        statements++;
        entries.add(stated);
        chosen.merge(stated.link(), stated, (was, now) -> now.rank() > was.rank() ? now : was);
    }

    private void link(Stated stated, Rows rows) {
        var link = stated.link();
        Instant from = date(stated, rows);
        if (from == null) {
            return;
        }
        Integer parent = reference(link.parent(), rows);
        Integer part = reference(link.part(), rows);
        if (parent == null || part == null) {
            rows.reject(
                    stated.line(),
                    stated.column(),
                    Cause.MALFORMED_ROW,
                    "a Catena-X id or business partner number is longer than " + PartReader.LONGEST
                            + " characters or has invisible ones");
            return;
        }
        rows.add(stated.line(), parent, part, from, Installation.STILL);
    }

    private @Nullable Instant date(Stated stated, Rows rows) {
        return switch (dates.read(stated.date())) {
            case DATE -> dates.value();
            case NONE -> madeOrUnknown(stated.link().part());
            case BAD -> {
                String detail = "\"" + Shown.text(stated.date()) + "\" is no date. " + Dates.WAY_OUT;
                rows.reject(stated.line(), stated.column() + ".createdOn", Cause.BAD_DATE, detail);
                yield null;
            }
        };
    }

    private Instant madeOrUnknown(String id) {
        var part = described.get(id);
        if (part != null && dates.read(part.made()) == Dates.Kind.DATE) {
            return dates.value();
        }
        undated++;
        return UNKNOWN_DATE;
    }

    /** Null when the id is none that the dictionary can keep. */
    private @Nullable Integer reference(String id, Rows rows) {
        var part = parts.get(id);
        if (part == null) {
            part = PartReader.foreign(new PartText.Foreign(new PartKey(partners.getOrDefault(id, ""), "", "", id)));
        }
        var asset = described.get(id);
        String name = asset != null && PartReader.isStorable(asset.name()) ? asset.name() : "";
        return switch (part) {
            case PartText.Own own -> rows.item(own.item());
            case PartText.Foreign foreign -> rows.foreign(foreign.key(), name);
            case PartText.Bad _ -> null;
        };
    }

    private void bad(int line, String column, String detail) {
        entries.add(new Bad(line, column, Cause.MISSING_VALUE, detail));
    }
}
