package org.echt.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line a script expects: {@code *} stands for anything, {@code {NAME}} for a value that was remembered or, when it is
 * met for the first time, for one to remember.
 */
record Expected(Pattern pattern, List<String> newNames) {
    private static final Pattern HOLE = Pattern.compile("\\*|\\{([A-Z][A-Z0-9_]*)}");

    static Expected of(String line, Map<String, String> known) {
        var regex = new StringBuilder();
        var names = new ArrayList<String>();
        var holes = HOLE.matcher(line);
        int at = 0;
        while (holes.find()) {
            regex.append(Pattern.quote(line.substring(at, holes.start())));
            String name = holes.group(1);
            if (name == null) {
                regex.append(".*");
            } else if (known.containsKey(name)) {
                regex.append(Pattern.quote(known.get(name)));
            } else {
                names.add(name);
                regex.append("(\\S+)");
            }
            at = holes.end();
        }
        return new Expected(Pattern.compile(regex + Pattern.quote(line.substring(at))), names);
    }

    /** Whether the line is as expected; remembers new values when it is. */
    boolean meets(String line, Map<String, String> known) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < newNames.size(); i++) {
            known.put(newNames.get(i), matcher.group(i + 1));
        }
        return true;
    }
}
