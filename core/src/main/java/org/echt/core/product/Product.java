package org.echt.core.product;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echt.core.audit.AuditEntry;
import org.echt.core.gs1.Gtin;

/**
 * A product, spare part or accessory that carries our codes.
 *
 * @param gtin its trade item number
 * @param key short name used in commands and scopes, for example {@code cell}: lower-case letters, digits, dashes
 * @param name what customers read, for example {@code PowerPack 10 battery}
 * @param brand whose name the answers carry
 * @param plan the parts planned inside one unit (as-planned); empty for a part with nothing inside. A unit whose build
 *     record holds fewer parts than planned is incomplete, and then nothing may be ruled out about its inside.
 */
public record Product(Gtin gtin, String key, String name, String brand, List<PlannedPart> plan) {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public Product {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("product key \"" + key
                    + "\" must be lower-case letters, digits and dashes, starting with a letter, at most 40");
        }
        if (name.isBlank() || brand.isBlank()) {
            throw new IllegalArgumentException("product " + key + " needs a name and a brand");
        }
        plan = List.copyOf(plan);
    }

    /** What the audit log says of its being added. */
    public AuditEntry audit(String by, Instant at) {
        return new AuditEntry(at, by, "product.added", key, "", described(), "");
    }

    private String described() {
        var inside = plan.stream().map(p -> p.quantity() + " of " + p.part()).collect(Collectors.joining(", "));
        return "GTIN " + gtin + ", " + name + ", brand " + brand + (inside.isEmpty() ? "" : ", contains " + inside);
    }

    /**
     * So many of one part, directly inside one unit.
     *
     * @param part the part's GTIN
     * @param quantity at least 1
     */
    public record PlannedPart(Gtin part, int quantity) {
        public PlannedPart {
            if (quantity < 1) {
                throw new IllegalArgumentException(
                        "planned quantity of " + part + " is " + quantity + ", not 1 or more");
            }
        }
    }
}
