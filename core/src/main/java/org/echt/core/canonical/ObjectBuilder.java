package org.echt.core.canonical;

import java.util.List;
import java.util.TreeMap;

/** Collects the members of an object; the order of the calls does not matter. Belongs to one thread. */
public final class ObjectBuilder {
    private final TreeMap<String, Value> members = new TreeMap<>();

    ObjectBuilder() {}

    /** @throws IllegalArgumentException when the object has a member of that name already */
    public ObjectBuilder put(String name, Value value) {
        if (members.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("the object has a member \"" + name + "\" already");
        }
        return this;
    }

    public ObjectBuilder put(String name, String value) {
        return put(name, new Value.Text(value));
    }

    public ObjectBuilder put(String name, long value) {
        return put(name, new Value.Whole(value));
    }

    public ObjectBuilder put(String name, boolean value) {
        return put(name, new Value.Bool(value));
    }

    public ObjectBuilder put(String name, List<? extends Value> items) {
        return put(name, Value.array(items));
    }

    /** Puts an object that is not built yet. */
    public ObjectBuilder put(String name, ObjectBuilder object) {
        return put(name, object.build());
    }

    /** The object of the members so far. */
    public Value.Members build() {
        return new Value.Members(members);
    }
}
