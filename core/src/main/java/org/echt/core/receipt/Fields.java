package org.echt.core.receipt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.MalformedException;

/** Takes the members of one object by name and type; {@link #done} refuses what nobody asked for. Belongs to one thread. */
final class Fields {
    private final Value.Members members;
    private final String where;
    private final Set<String> taken = new HashSet<>();

    /** @param where path of the object for errors, for example {@code receipt.text}; empty for the outermost */
    Fields(Value.Members members, String where) {
        this.members = members;
        this.where = where;
    }

    boolean has(String name) {
        return members.get(name).isPresent();
    }

    String text(String name) throws MalformedException {
        return members.text(taking(name)).orElseThrow(() -> wrong(name, "a text"));
    }

    long whole(String name) throws MalformedException {
        return members.whole(taking(name)).orElseThrow(() -> wrong(name, "a whole number"));
    }

    int number(String name) throws MalformedException {
        long number = whole(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(name, "a number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    Fields object(String name) throws MalformedException {
        var found = members.object(taking(name)).orElseThrow(() -> wrong(name, "an object"));
        return new Fields(found, path(name));
    }

    /** The array's items, all of which are objects. */
    List<Fields> objects(String name) throws MalformedException {
        var objects = new ArrayList<Fields>();
        for (var item : items(name)) {
            if (!(item instanceof Value.Members object)) {
                throw wrong(name, "an array of objects");
            }
            objects.add(new Fields(object, path(name)));
        }
        return objects;
    }

    /** The array's items, all of which are texts. */
    List<String> texts(String name) throws MalformedException {
        var texts = new ArrayList<String>();
        for (var item : items(name)) {
            if (!(item instanceof Value.Text(var text))) {
                throw wrong(name, "an array of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private List<Value> items(String name) throws MalformedException {
        return members.array(taking(name)).orElseThrow(() -> wrong(name, "an array"));
    }

    /** A text that is the name of one of {@code choices}. */
    <E extends Enum<E>> E choice(String name, E[] choices) throws MalformedException {
        var text = text(name);
        for (var choice : choices) {
            if (choice.name().equals(text)) {
                return choice;
            }
        }
        throw wrong(name, "one of " + List.of(choices));
    }

    void require(String name, String value) throws MalformedException {
        if (!text(name).equals(value)) {
            throw wrong(name, "\"" + value + "\"");
        }
    }

    void done() throws MalformedException {
        var more = new TreeSet<>(members.all().keySet());
        more.removeAll(taken);
        if (!more.isEmpty()) {
            throw new MalformedException((where.isEmpty() ? "the outermost object" : where)
                    + " has members that do not belong: " + more.size());
        }
    }

    String path(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    private String taking(String name) {
        taken.add(name);
        return name;
    }

    private MalformedException wrong(String name, String wanted) {
        return new MalformedException(path(name) + " is not " + wanted);
    }
}
