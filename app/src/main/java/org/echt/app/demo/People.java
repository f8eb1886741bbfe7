package org.echt.app.demo;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import org.echt.core.access.AccessDesk;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.access.SignIn;

/**
 * Acme's people, each with an account and a password made for this installation. Nobody keeps the passwords but whoever
 * reads the story.
 *
 * @param ada looks after the accounts
 * @param mara prepares recalls; she may sign those of others
 * @param jonas signs recalls
 * @param nora serves customers and shops
 */
record People(Person ada, Person mara, Person jonas, Person nora) {
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final int SYMBOLS = 20;

    /** Somebody who has signed in. */
    record Person(Actor actor, List<Role> roles, String password) {
        Act because(String why) {
            return new Act(actor, why);
        }

        String told() {
            return "%-12s %-20s %s"
                    .formatted(
                            actor.name(),
                            String.join(" ", roles.stream().map(Role::name).toList()),
                            password);
        }
    }

    /** Opens the accounts; there must be none yet. */
    static People hire(AccessDesk desk) {
        var random = new SecureRandom();
        var nobody = new Act(Actor.of("demo"), "The first account.");
        var ada = hire(desk, "ada.lund", List.of(Role.ADMIN), random, nobody);
        var joining = ada.because("Joins Acme.");
        return new People(
                ada,
                hire(desk, "mara.vogel", List.of(Role.QUALITY, Role.APPROVER), random, joining),
                hire(desk, "jonas.kern", List.of(Role.APPROVER), random, joining),
                hire(desk, "nora.beck", List.of(Role.SERVICE), random, joining));
    }

    List<Person> all() {
        return List.of(ada, mara, jonas, nora);
    }

    private static Person hire(AccessDesk desk, String name, List<Role> roles, SecureRandom random, Act act) {
        var password = password(random);
        desk.addUser(name, EnumSet.copyOf(roles), password, act);
        if (desk.signIn(name, password) instanceof SignIn.SignedIn in) {
            return new Person(in.actor(), roles, password);
        }
        throw new IllegalStateException(name + " cannot sign in");
    }

    /** About 99 random bits. */
    private static String password(SecureRandom random) {
        var text = new StringBuilder();
        for (int i = 0; i < SYMBOLS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
