package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.access.Token;
import org.echt.core.access.Token.Kind;
import org.echt.core.access.User;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog.Filter;
import org.echt.testkit.FaultMatrix.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.access.AccessStore} keeps. */
public abstract class AccessStoreContract extends StoreContract {
    private static final User MARA = user("mara", Set.of(Role.ADMIN), 0, null);
    private static final User WAITING = user("mara", Set.of(Role.ADMIN), 7, NOON.plusSeconds(20));
    private static final Token SESSION = token("51", Kind.SESSION, "mara", Set.of(), NOON.plusSeconds(60));
    private static final Token KEY = token("52", Kind.KEY, "shop", Set.of(Right.READ, Right.RECORD_REMEDIES), null);

    private static User user(String name, Set<Role> roles, int failures, @Nullable Instant until) {
        return new User(name, roles, "argon2:" + name, false, failures, until);
    }

    private static Token token(String byte0, Kind kind, String name, Set<Right> rights, @Nullable Instant expires) {
        return new Token(byte0.repeat(32), kind, name, rights, expires, false);
    }

    private static AuditEntry entry(String action) {
        return new AuditEntry(NOON, "mara", action, "", "", "", "");
    }

    private long entries() {
        return given.audit()
                .find(new Filter("", "", "", null, null, Long.MAX_VALUE, 10_000))
                .size();
    }

    @Test
    void everyFieldOfAUserIsReadBack() {
        var all = new User("a.b-9", EnumSet.allOf(Role.class), "plain:'\\ \u20ac", true, 7, NOON);
        assertEquals(List.of(), given.access().users());
        assertEquals(Optional.empty(), given.access().user("mara"));
        assertTrue(given.access().change(null, MARA, entry("user.added")));
        assertTrue(given.access().change(null, all, null));
        assertEquals(List.of(all, MARA), given.access().users(), "by name");
        assertEquals(Optional.of(all), given.access().user("a.b-9"));
        assertEquals(Optional.empty(), given.access().user("no name\u0000'"));
        assertEquals(1, entries());
    }

    @Test
    void aChangeNeedsWhatWasThereBefore() {
        assertFalse(given.access().change(MARA, WAITING, entry("user.roles")), "nobody there");
        assertTrue(given.access().change(null, MARA, entry("user.added")));
        assertFalse(given.access().change(null, WAITING, entry("user.added")), "somebody there");
        assertFalse(given.access().change(WAITING, MARA, entry("user.roles")), "somebody else there");
        assertEquals(Optional.of(MARA), given.access().user("mara"));
        assertEquals(1, entries());
        assertTrue(given.access().change(MARA, WAITING, entry("user.roles")));
        assertTrue(given.access().change(WAITING, WAITING, entry("user.sign-in-refused")), "nothing but an entry");
        assertEquals(List.of(WAITING), given.access().users());
        assertEquals(3, entries());
    }

    @Test
    void ofManyChangesAtOnceNoneIsLost() throws Exception {
        given.access().change(null, MARA, null);
        Threads.together(8, _ -> {
            for (int i = 0; i < 5; i++) {
                countUp();
            }
            return true;
        });
        assertEquals(40, given.access().user("mara").orElseThrow().failures());
        assertEquals(40, entries());
    }

    private void countUp() {
        boolean done = false;
        while (!done) {
            var before = given.access().user("mara").orElseThrow();
            done = given.access()
                    .change(before, user("mara", before.roles(), before.failures() + 1, NOON), entry("user.counted"));
        }
    }

    @Test
    void ofManyWithOneNameOneIsAdded() throws Exception {
        var answers = Threads.together(
                12, i -> given.access().change(null, user("mara", Set.of(Role.VIEWER), i, null), entry("user.added")));
        assertEquals(1, answers.stream().filter(added -> added).count());
        assertEquals(
                answers.indexOf(true), given.access().user("mara").orElseThrow().failures());
        assertEquals(1, entries());
    }

    @Test
    void ofAdminsWhoLeaveAtOnceTheLastStays() throws Exception {
        for (int i = 0; i < 8; i++) {
            given.access().change(null, user("ada" + i, EnumSet.of(Role.ADMIN), 0, null), null);
        }
        var left = Threads.together(
                8,
                i -> given.access()
                        .change(
                                user("ada" + i, EnumSet.of(Role.ADMIN), 0, null),
                                user("ada" + i, EnumSet.of(Role.VIEWER), 0, null),
                                entry("user.roles")));
        assertEquals(7, left.stream().filter(done -> done).count());
        assertEquals(1, given.access().users().stream().filter(User::isAdmin).count());
        assertEquals(7, entries());
    }

    @Test
    void aTokenIsFoundByItsHashOnly() {
        assertTrue(given.access().put(SESSION, entry("user.signed-in")));
        assertTrue(given.access().put(KEY, entry("key.created")));
        assertEquals(Optional.of(SESSION), given.access().token(SESSION.hash()));
        assertEquals(Optional.of(KEY), given.access().token(KEY.hash()));
        assertEquals(Optional.empty(), given.access().token("53".repeat(32)));
        assertEquals(Optional.empty(), given.access().token(SESSION.hash().substring(1)));
        assertEquals(Optional.empty(), given.access().token("%"));
        assertEquals(Optional.empty(), given.access().token("no hash\u0000'"));
        assertEquals(List.of(KEY), given.access().keys(), "a session is no key");
    }

    @Test
    void aTokenEndsToTheMicrosecond() {
        given.access().put(SESSION, entry("user.signed-in"));
        given.access().put(KEY, entry("key.created"));
        var session = given.access().token(SESSION.hash()).orElseThrow();
        assertTrue(session.isValid(NOON.plusSeconds(60).minusNanos(1000)));
        assertFalse(session.isValid(NOON.plusSeconds(60)));
        assertTrue(given.access().token(KEY.hash()).orElseThrow().isValid(Instant.parse("2999-01-01T00:00:00Z")));
    }

    @Test
    void aKeysNameIsTakenForEverASessionsNever() {
        assertTrue(given.access().put(KEY, entry("key.created")));
        var other = token("54", Kind.KEY, "shop", Set.of(Right.READ), null);
        assertFalse(given.access().put(other, entry("key.created")));
        assertTrue(given.access().revoke(KEY.hash(), entry("key.revoked")));
        assertFalse(given.access().put(other, entry("key.created")));
        assertTrue(given.access().put(SESSION, entry("user.signed-in")));
        assertTrue(given.access().put(token("55", Kind.SESSION, "mara", Set.of(), null), entry("user.signed-in")));
        assertTrue(given.access().put(token("56", Kind.SESSION, "shop", Set.of(), null), entry("user.signed-in")));
        assertFalse(given.access().put(token("56", Kind.SESSION, "jo", Set.of(), null), entry("user.signed-in")));
        assertEquals(5, entries());
    }

    @Test
    void aRevokedTokenIsStillThereAndNoLongerValid() {
        given.access().put(KEY, entry("key.created"));
        given.access().put(token("57", Kind.KEY, "erp", Set.of(Right.PRODUCE), null), entry("key.created"));
        assertTrue(given.access().revoke(KEY.hash(), entry("key.revoked")));
        assertFalse(given.access().revoke(KEY.hash(), entry("key.revoked")));
        assertFalse(given.access().revoke("58".repeat(32), entry("key.revoked")));
        var revoked = given.access().token(KEY.hash()).orElseThrow();
        assertTrue(revoked.revoked());
        assertFalse(revoked.isValid(NOON));
        assertEquals(KEY.rights(), revoked.rights());
        assertEquals(
                List.of("erp", "shop"),
                given.access().keys().stream().map(Token::name).toList());
        assertEquals(3, entries());
    }

    @Test
    void ofManyWhoRevokeOneDoes() throws Exception {
        given.access().put(KEY, entry("key.created"));
        var answers = Threads.together(12, _ -> given.access().revoke(KEY.hash(), entry("key.revoked")));
        assertEquals(1, answers.stream().filter(revoked -> revoked).count());
        assertEquals(2, entries());
    }

    @Test
    void aBrokenWriteIsRepeatedWithoutHarm() {
        var steps = List.of(
                Step.of("add", s -> s.access().change(null, MARA, entry("user.added")), true, false),
                Step.of("change", s -> s.access().change(MARA, WAITING, entry("user.roles")), true, false),
                Step.of("sign in", s -> s.access().put(SESSION, entry("user.signed-in")), true, false),
                Step.of("key", s -> s.access().put(KEY, entry("key.created")), true, false),
                Step.of("revoke", s -> s.access().revoke(KEY.hash(), entry("key.revoked")), true, false));
        breakEach(_ -> {}, steps, List.of());
    }
}
