package org.echt.core.tlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;

/**
 * An entry of the log (spec/log.md): what happened, when, and the members of its type, as canonical JSON. Immutable.
 *
 * @param content all members, {@code type} and {@code at} among them
 */
public record LogEntry(Value.Members content) {
    private static final String TYPE = "type";
    private static final String AT = "at";
    private static final Pattern TYPE_FORM = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+");
    private static final int MAX_TYPE = 64;

    /** @throws IllegalArgumentException when type or time are missing or no good, or the entry is too long */
    public LogEntry {
        var type = content.text(TYPE).orElse("");
        if (type.length() > MAX_TYPE || !TYPE_FORM.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "entry has no type like \"batch.committed\" but \"" + Base64Text.shown(type) + "\"");
        }
        String at = content.text(AT).orElse("");
        if (!isInstant(at)) {
            throw new IllegalArgumentException(
                    "entry has no time like \"2026-11-29T16:00:00Z\" but \"" + Base64Text.shown(at) + "\"");
        }
        int length = CanonicalJson.write(content).length;
        if (length > EntryBundle.MAX_ENTRY) {
            throw new IllegalArgumentException("entry has " + length + " bytes; the limit is " + EntryBundle.MAX_ENTRY);
        }
    }

    /** The one spelling: as {@link Instant#toString} writes it, in UTC. */
    private static boolean isInstant(String text) {
        try {
            return Instant.parse(text).toString().equals(text);
        } catch (DateTimeException _) {
            return false;
        }
    }

    /**
     * @param own members of the type, without {@code type} and {@code at}
     * @throws IllegalArgumentException as the constructor, and when {@code own} has a type or a time
     */
    public static LogEntry of(String type, Instant at, Value.Members own) {
        var members = new TreeMap<>(own.all());
        if (members.put(TYPE, Value.text(type)) != null || members.put(AT, Value.text(at.toString())) != null) {
            throw new IllegalArgumentException("the members \"type\" and \"at\" are the entry's: "
                    + own.all().keySet());
        }
        return new LogEntry(new Value.Members(members));
    }

    public static LogEntry parse(byte[] entry) throws MalformedException {
        if (entry.length > EntryBundle.MAX_ENTRY) {
            throw new MalformedException("entry has " + entry.length + " bytes; the limit is " + EntryBundle.MAX_ENTRY);
        }
        try {
            return new LogEntry(CanonicalJson.readObject(entry));
        } catch (NotCanonicalException e) {
            throw new MalformedException("entry, " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    public String type() {
        return content.text(TYPE).orElseThrow();
    }

    public Instant at() {
        return Instant.parse(content.text(AT).orElseThrow());
    }

    /** Canonical JSON: what is logged. */
    public byte[] bytes() {
        return CanonicalJson.write(content);
    }

    /** The entry's leaf of the tree. */
    public Hash hash() {
        return Hash.leaf(bytes());
    }
}
