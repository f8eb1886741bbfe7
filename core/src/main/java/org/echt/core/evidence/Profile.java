package org.echt.core.evidence;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.tlog.MalformedException;

/** For whom a copy of a dossier is made, and so what it leaves out. All copies of one dossier have the same manifest. */
public enum Profile {
    /** The manufacturer's own side: everything. */
    OWN(Set.of()),
    /** A court and its experts: everything but employees' names. */
    COURT(Set.of(Kind.STAFF)),
    /** The other party: no names, nor the build record and what keys make of codes, which are the manufacturer's secrets. */
    OTHER(Set.of(Kind.STAFF, Kind.BUILD, Kind.TRIALS));

    private final Set<Kind> hidden;

    Profile(Set<Kind> hidden) {
        this.hidden = hidden;
    }

    /** Whether a section stands in copies of this kind. */
    public boolean shows(Kind kind) {
        return !hidden.contains(kind);
    }

    /** What copies of this kind leave out. */
    public Set<Kind> hidden() {
        return hidden.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(hidden);
    }

    /** As written in files and commands. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Profile of(String text) throws MalformedException {
        for (var profile : values()) {
            if (profile.text().equals(text)) {
                return profile;
            }
        }
        throw new MalformedException("no copy is for \"" + text + "\"");
    }
}
