package org.echt.core.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/**
 * Somebody who was recognised, and what they may do. Made by whoever checked the password or the key; two actors of one
 * name are one person. Immutable.
 *
 * @param name the user's name, or {@code key:} and the name of an API key
 * @param rights what they may do
 */
public record Actor(String name, Set<Right> rights) {
    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("who acts must be named");
        }
        rights = Set.copyOf(rights);
    }

    /** Somebody with these roles. */
    public static Actor of(String name, Role... roles) {
        return of(name, Set.of(roles));
    }

    /** Somebody with these roles. */
    public static Actor of(String name, Collection<Role> roles) {
        var rights = EnumSet.noneOf(Right.class);
        roles.forEach(role -> rights.addAll(role.rights()));
        return new Actor(name, rights);
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** @throws RefusedException (NOT_ALLOWED) without the right */
    public void require(Right right) {
        if (!may(right)) {
            throw new RefusedException(Fault.NOT_ALLOWED, name + " has no role with the right " + right);
        }
    }
}
