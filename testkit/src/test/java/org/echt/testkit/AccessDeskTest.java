package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.access.AccessDesk;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.PasswordHash;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.access.SignIn;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog.Filter;
import org.echt.core.audit.AuditLog.Numbered;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, who stays out, and what is told of it. */
class AccessDeskTest {
    private static final String RIGHT = "two persons, four eyes";
    private static final String WRONG = "one person, two eyes";
    private static final Act NOBODY = new Act(new Actor("nobody", Set.of()), "");
    private static final Act MARA = new Act(Actor.of("mara", Role.ADMIN), "asked by phone");

    private final SettableTime time = SettableTime.at("2026-03-01T10:00:00Z");
    private final MemoryStores stores = new MemoryStores();
    private final Counting passwords = new Counting(new AtomicInteger());
    private final AccessDesk desk = new AccessDesk(stores.access(), passwords, time, new Random(7));

    /** Passwords as they are; counts how many were compared. */
    private record Counting(AtomicInteger compared) implements PasswordHash {
        @Override
        public String of(String password) {
            return "plain:" + password;
        }

        @Override
        public boolean matches(String password, String hash) {
            compared.incrementAndGet();
            return hash.equals(of(password));
        }
    }

    @BeforeEach
    void maraIsThere() {
        desk.addUser("mara", Set.of(Role.ADMIN), RIGHT, NOBODY);
    }

    @Test
    void theFirstUserIsAddedByAnybodyAndIsAdmin() {
        var fresh = new AccessDesk(new MemoryStores().access(), passwords, time, new Random(7));
        assertTrue(fresh.isEmpty());
        assertEquals(
                Set.of(Role.VIEWER, Role.ADMIN),
                fresh.addUser("jo", Set.of(Role.VIEWER), RIGHT, NOBODY).roles());
        refused(Fault.NOT_ALLOWED, () -> fresh.addUser("kim", Set.of(Role.VIEWER), RIGHT, NOBODY));
        assertFalse(fresh.isEmpty());
    }

    @Test
    void laterUsersGetTheRolesTheyAreGiven() {
        assertEquals(
                Set.of(Role.QUALITY),
                desk.addUser("jo", Set.of(Role.QUALITY), RIGHT, MARA).roles());
        refused(Fault.CONFLICT, () -> desk.addUser("jo", Set.of(Role.ADMIN), RIGHT, MARA));
        refused(Fault.BAD_REQUEST, () -> desk.addUser("Jo!", Set.of(Role.ADMIN), RIGHT, MARA));
        refused(Fault.BAD_REQUEST, () -> desk.addUser("kim", Set.of(), RIGHT, MARA));
        assertEquals(2, desk.users().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "elevenchars",
                "aaaaaaaaaaaaaaaa",
                "abcdabcdabcdabcd",
                "mara and eyes",
                "MARA and eyes",
                "PasswordPassword",
                "123456789012"
            })
    void weakPasswordsAreRefused(String weak) {
        refused(Fault.BAD_REQUEST, () -> desk.setPassword("mara", weak, MARA));
        assertInstanceOf(SignIn.SignedIn.class, desk.signIn("mara", RIGHT));
    }

    @Test
    void aPasswordIsOnesOwnOrTheAdminsToSet() {
        desk.addUser("jo", Set.of(Role.VIEWER), RIGHT, MARA);
        var jo = new Act(Actor.of("jo", Role.VIEWER), "");
        refused(Fault.NOT_ALLOWED, () -> desk.setPassword("mara", "quite another one", jo));
        desk.setPassword("jo", "quite another one", jo);
        assertInstanceOf(SignIn.SignedIn.class, desk.signIn("jo", "quite another one"));
        assertInstanceOf(SignIn.WrongNameOrPassword.class, desk.signIn("jo", RIGHT));
        desk.setPassword("jo", RIGHT, MARA);
        assertInstanceOf(SignIn.SignedIn.class, desk.signIn("jo", RIGHT));
        refused(Fault.NOT_FOUND, () -> desk.setPassword("kim", RIGHT, MARA));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlikeForTheSameWork() {
        var wrong = new SignIn.WrongNameOrPassword();
        for (var name : List.of("mara", "kim", "", "no name\u0000'")) {
            int before = passwords.compared().get();
            assertEquals(wrong, desk.signIn(name, WRONG), name);
            assertEquals(1, passwords.compared().get() - before, name);
        }
        assertEquals(wrong, desk.signIn("kim", "nobody has this password"));
    }

    @Test
    void wrongPasswordsCostAGrowingWait() {
        for (int i = 0; i < 4; i++) {
            assertInstanceOf(SignIn.WrongNameOrPassword.class, desk.signIn("mara", WRONG));
        }
        for (var wait : List.of(5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600)) {
            assertInstanceOf(SignIn.WrongNameOrPassword.class, desk.signIn("mara", WRONG));
            var until = time.instant().plusSeconds(wait);
            int before = passwords.compared().get();
            assertEquals(new SignIn.Locked(until), desk.signIn("mara", RIGHT), "even with the right one");
            time.set(until.minusNanos(1000));
            assertEquals(new SignIn.Locked(until), desk.signIn("mara", WRONG));
            assertEquals(before, passwords.compared().get(), "none is looked at");
            time.set(until);
        }
        assertInstanceOf(SignIn.SignedIn.class, desk.signIn("mara", RIGHT));
        assertInstanceOf(SignIn.WrongNameOrPassword.class, desk.signIn("mara", WRONG));
        assertInstanceOf(SignIn.SignedIn.class, desk.signIn("mara", RIGHT), "counted from nothing again");
    }

    @Test
    void wrongPasswordsAtOnceAllCount() throws Exception {
        Threads.together(12, _ -> desk.signIn("mara", WRONG));
        int counted = stores.access().user("mara").orElseThrow().failures();
        assertTrue(counted >= 5, "only " + counted);
        assertEquals(counted, entries("user.sign-in-failed").size());
        assertInstanceOf(SignIn.Locked.class, desk.signIn("mara", RIGHT));
    }

    @Test
    void aNewPasswordEndsTheWait() {
        for (int i = 0; i < 5; i++) {
            desk.signIn("mara", WRONG);
        }
        assertInstanceOf(SignIn.Locked.class, desk.signIn("mara", RIGHT));
        desk.setPassword("mara", "quite another one", MARA);
        assertInstanceOf(SignIn.SignedIn.class, desk.signIn("mara", "quite another one"));
    }

    @Test
    void theLastAdminStays() {
        desk.addUser("jo", Set.of(Role.ADMIN), RIGHT, MARA);
        assertTrue(desk.setDisabled("jo", true, MARA).disabled());
        refused(Fault.CONFLICT, () -> desk.setRoles("mara", Set.of(Role.VIEWER), MARA));
        refused(Fault.CONFLICT, () -> desk.setDisabled("mara", true, MARA));
        desk.setDisabled("jo", false, MARA);
        assertEquals(
                Set.of(Role.VIEWER),
                desk.setRoles("mara", Set.of(Role.VIEWER), MARA).roles());
        refused(Fault.CONFLICT, () -> desk.setRoles("jo", Set.of(Role.AUDITOR), MARA));
        refused(Fault.BAD_REQUEST, () -> desk.setRoles("mara", Set.of(), MARA));
        refused(Fault.NOT_FOUND, () -> desk.setRoles("kim", Set.of(Role.VIEWER), MARA));
    }

    @Test
    void aSessionHasItsUsersRightsOfTheMomentAndEnds() {
        desk.addUser("jo", Set.of(Role.VIEWER), RIGHT, MARA);
        var session = signIn("jo");
        assertEquals(Optional.of(Actor.of("jo", Role.VIEWER)), desk.actorOf(session.token()));
        desk.setRoles("jo", Set.of(Role.AUDITOR), MARA);
        assertEquals(Optional.of(Actor.of("jo", Role.AUDITOR)), desk.actorOf(session.token()));
        time.set(session.expiresAt().minusNanos(1000));
        assertTrue(desk.actorOf(session.token()).isPresent());
        time.set(session.expiresAt());
        assertEquals(Optional.empty(), desk.actorOf(session.token()));
    }

    @Test
    void whoSignsOutIsNobodyAndOtherSessionsStay() {
        var one = signIn("mara");
        var other = signIn("mara");
        desk.signOut(one.token(), MARA);
        assertEquals(Optional.empty(), desk.actorOf(one.token()));
        assertTrue(desk.actorOf(other.token()).isPresent());
        assertEquals(Optional.empty(), desk.actorOf(other.token() + "x"));
        assertEquals(Optional.empty(), desk.actorOf(""));
    }

    @Test
    void aDisabledUsersSessionIsNobody() {
        desk.addUser("jo", Set.of(Role.VIEWER), RIGHT, MARA);
        var session = signIn("jo");
        desk.setDisabled("jo", true, MARA);
        assertEquals(Optional.empty(), desk.actorOf(session.token()));
        assertEquals(new SignIn.Disabled(), desk.signIn("jo", RIGHT));
        assertEquals(new SignIn.WrongNameOrPassword(), desk.signIn("jo", WRONG));
        desk.setDisabled("jo", false, MARA);
        assertInstanceOf(SignIn.SignedIn.class, desk.signIn("jo", RIGHT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Right.class,
            names = {"PREPARE_RECALLS", "APPROVE_RECALLS", "BREAK_GLASS", "REVIEW_PROOFS", "MANAGE_ACCESS"})
    void aKeyNeverHasARightThatNeedsAPerson(Right right) {
        refused(Fault.BAD_REQUEST, () -> desk.createKey("shop", Set.of(Right.READ, right), null, MARA));
        assertEquals(List.of(), desk.keys());
    }

    @Test
    void aKeyIsKnownByItsSecretUntilItIsRevoked() {
        var secret = desk.createKey("shop", Set.of(Right.RECORD_REMEDIES), null, MARA);
        assertEquals(Optional.of(new Actor("key:shop", Set.of(Right.RECORD_REMEDIES))), desk.actorOf(secret));
        refused(Fault.CONFLICT, () -> desk.createKey("shop", Set.of(Right.READ), null, MARA));
        refused(Fault.BAD_REQUEST, () -> desk.createKey("erp", Set.of(), null, MARA));
        refused(Fault.NOT_ALLOWED, () -> desk.createKey("erp", Set.of(Right.READ), null, NOBODY));
        refused(Fault.NOT_ALLOWED, () -> desk.revokeKey("shop", NOBODY));
        refused(Fault.NOT_FOUND, () -> desk.revokeKey("erp", MARA));
        desk.revokeKey("shop", MARA);
        assertEquals(Optional.empty(), desk.actorOf(secret));
    }

    @Test
    void aKeyThatHasExpiredIsNobody() {
        var ends = time.instant().plusSeconds(60);
        var secret = desk.createKey("shop", Set.of(Right.READ), ends, MARA);
        time.set(ends.minusNanos(1000));
        assertTrue(desk.actorOf(secret).isPresent());
        time.set(ends);
        assertEquals(Optional.empty(), desk.actorOf(secret));
    }

    @Test
    void everyActIsToldWithBeforeAndAfter() {
        desk.addUser("jo", Set.of(Role.VIEWER, Role.SERVICE), RIGHT, MARA);
        desk.setRoles("jo", Set.of(Role.AUDITOR), MARA);
        desk.setPassword("jo", "quite another one", MARA);
        desk.setDisabled("jo", true, MARA);
        desk.signIn("jo", "quite another one");
        desk.setDisabled("jo", false, MARA);
        desk.signIn("jo", WRONG);
        desk.signIn("jo", WRONG);
        var session = (SignIn.SignedIn) desk.signIn("jo", "quite another one");
        desk.signOut(session.token(), new Act(session.actor(), ""));
        desk.createKey("shop", Set.of(Right.READ, Right.PRODUCE), time.instant().plusSeconds(60), MARA);
        desk.revokeKey("shop", MARA);
        assertEquals(
                List.of(
                        "nobody user.added mara:  -> [ADMIN]",
                        "mara user.added jo:  -> [VIEWER, SERVICE]",
                        "mara user.roles jo: [VIEWER, SERVICE] -> [AUDITOR]",
                        "mara user.password jo:  -> ",
                        "mara user.disabled jo: [AUDITOR] -> [AUDITOR] disabled",
                        "jo user.sign-in-refused jo:  -> disabled",
                        "mara user.enabled jo: [AUDITOR] disabled -> [AUDITOR]",
                        "jo user.sign-in-failed jo: 0 times -> 1 times",
                        "jo user.sign-in-failed jo: 1 times -> 2 times",
                        "jo user.signed-in jo:  -> ",
                        "jo user.signed-out jo:  -> ",
                        "mara key.created shop:  -> [READ, PRODUCE] until 2026-03-01T10:01:00Z",
                        "mara key.revoked shop: [READ, PRODUCE] until 2026-03-01T10:01:00Z -> "),
                told(entries("")));
        entries("user.roles").forEach(e -> assertEquals("asked by phone", e.why()));
        assertFalse(entries("").toString().contains(session.token()), "no secret");
        assertFalse(entries("").toString().contains("plain:"), "no hash of a password");
    }

    @Test
    void whatIsRefusedIsNotTold() {
        var before = entries("");
        refused(Fault.CONFLICT, () -> desk.setDisabled("mara", true, MARA));
        refused(Fault.CONFLICT, () -> desk.addUser("mara", Set.of(Role.ADMIN), RIGHT, MARA));
        refused(Fault.NOT_ALLOWED, () -> desk.setRoles("mara", Set.of(Role.ADMIN), NOBODY));
        refused(Fault.BAD_REQUEST, () -> desk.setPassword("mara", "short", MARA));
        desk.signIn("kim", WRONG);
        time.advance(Duration.ofHours(1));
        assertEquals(before, entries(""));
    }

    private SignIn.SignedIn signIn(String name) {
        return assertInstanceOf(SignIn.SignedIn.class, desk.signIn(name, RIGHT));
    }

    private static List<String> told(List<AuditEntry> entries) {
        return entries.stream()
                .map(e -> e.by() + " " + e.action() + " " + e.object() + ": " + e.before() + " -> " + e.after())
                .toList();
    }

    /** The oldest first. */
    private List<AuditEntry> entries(String action) {
        return stores.audit().find(new Filter("", action, "", null, null, Long.MAX_VALUE, 1000)).reversed().stream()
                .map(Numbered::entry)
                .toList();
    }

    private static void refused(Fault fault, Runnable step) {
        assertEquals(fault, assertThrows(RefusedException.class, step::run).fault());
    }
}
