package org.echt.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Users, their passwords and sessions, and API keys. Passwords are hashed slowly; wrong ones cost a growing wait; unknown
 * names take as long as known ones. Secrets of tokens have 256 random bits, so their plain SHA-256 is enough to know them
 * by, and looking one up by that hash tells nothing by its time. Thread-safe.
 */
public final class AccessDesk {
    /** How long a session lasts. */
    public static final Duration SESSION = Duration.ofHours(12);

    private static final int SHORTEST = 12;
    private static final int FREE_TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Set<String> SILLY =
            Set.of("passwordpassword", "123456789012", "qwertyuiopas", "adminadminadmin", "changemechangeme");

    private final AccessStore store;
    private final PasswordHash passwords;
    private final InstantSource clock;
    private final RandomGenerator random;
    private volatile @Nullable String nobody;

    /** @param random unpredictable in production; safe for many threads */
    public AccessDesk(AccessStore store, PasswordHash passwords, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
        this.random = random;
    }

    /** By name. */
    public List<User> users() {
        return store.users();
    }

    /** Whether nobody has an account yet. */
    public boolean isEmpty() {
        return store.users().isEmpty();
    }

    /**
     * Adds a user. The first one may be added by anybody and gets the role ADMIN besides.
     *
     * @throws RefusedException (CONFLICT) when the name is taken, (BAD_REQUEST) for a weak password
     */
    public User addUser(String name, Set<Role> roles, String password, Act act) {
        boolean first = isEmpty();
        if (!first) {
            act.by().require(Right.MANAGE_ACCESS);
        }
        var all = EnumSet.noneOf(Role.class);
        all.addAll(roles);
        if (first) {
            all.add(Role.ADMIN);
        }
        checkPassword(name, password);
        var user = made(() -> new User(name, all, passwords.of(password), false, 0, null));
        if (!store.change(null, user, entry(act, "user.added", name, "", user.described()))) {
            throw new RefusedException(Fault.CONFLICT, "there is a user " + name + " already");
        }
        return user;
    }

    /** Gives a user other roles. The last ADMIN stays one. */
    public User setRoles(String name, Set<Role> roles, Act act) {
        return change(name, act, "user.roles", user -> made(() -> user.with(roles)));
    }

    /** Closes an account, or opens it again. The last ADMIN's stays open. Sessions end with it. */
    public User setDisabled(String name, boolean disabled, Act act) {
        return change(name, act, disabled ? "user.disabled" : "user.enabled", user -> user.withDisabled(disabled));
    }

    /** Sets a password: one's own, or with MANAGE_ACCESS another's. Ends a wait for wrong ones. */
    public void setPassword(String name, String password, Act act) {
        checkPassword(name, password);
        if (!act.name().equals(name)) {
            act.by().require(Right.MANAGE_ACCESS);
        }
        replace(find(name), find(name).withPassword(passwords.of(password)), entry(act, "user.password", name, "", ""));
    }

    private interface Change {
        User of(User user);
    }

    private User change(String name, Act act, String action, Change change) {
        act.by().require(Right.MANAGE_ACCESS);
        var before = find(name);
        var after = change.of(before);
        boolean lastAdmin = before.isAdmin()
                && !after.isAdmin()
                && store.users().stream().filter(User::isAdmin).count() == 1;
        if (lastAdmin) {
            throw new RefusedException(Fault.CONFLICT, name + " is the last ADMIN; give somebody else the role first");
        }
        replace(before, after, entry(act, action, name, before.described(), after.described()));
        return after;
    }

    private void replace(User before, User after, AuditEntry audit) {
        if (!store.change(before, after, audit)) {
            throw new RefusedException(
                    Fault.CONFLICT, "somebody else changed user " + before.name() + " at the same time");
        }
    }

    private User find(String name) {
        return store.user(name)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no user \"" + name + "\""));
    }

    /**
     * Signs somebody in. In the audit log is each password that was looked at; not what asks for unknown names or during a
     * wait, which anybody could do without end.
     */
    public SignIn signIn(String name, String password) {
        var user = User.isName(name) ? store.user(name).orElse(null) : null;
        if (user == null) {
            wasteAsMuchTime(password);
            return new SignIn.WrongNameOrPassword();
        }
        var until = user.lockedUntil();
        if (until != null && now().isBefore(until)) {
            return new SignIn.Locked(until);
        }
        if (!passwords.matches(password, user.passwordHash())) {
            failed(user);
            return new SignIn.WrongNameOrPassword();
        }
        return user.disabled() ? closed(user) : open(user);
    }

    private void wasteAsMuchTime(String password) {
        var hash = nobody;
        if (hash == null) {
            hash = passwords.of("nobody has this password");
            nobody = hash;
        }
        passwords.matches(password, hash);
    }

    private SignIn closed(User user) {
        store.change(
                user,
                user,
                new AuditEntry(now(), user.name(), "user.sign-in-refused", user.name(), "", "disabled", ""));
        return new SignIn.Disabled();
    }

    private SignIn open(User user) {
        if (user.failures() > 0) {
            store.change(user, user.withFailures(0, null), null);
        }
        var expires = now().plus(SESSION);
        var secret = secret("s");
        store.put(
                new Token(hash(secret), Token.Kind.SESSION, user.name(), Set.of(), expires, false),
                new AuditEntry(now(), user.name(), "user.signed-in", user.name(), "", "", ""));
        return new SignIn.SignedIn(secret, Actor.of(user.name(), user.roles()), expires);
    }

    /** Counts a wrong password; again when somebody else's was counted meanwhile, or guesses at once would count as one. */
    private void failed(User seen) {
        Optional<User> user = Optional.of(seen);
        while (user.isPresent() && !count(user.get())) {
            user = store.user(seen.name());
        }
    }

    /** From the sixth wrong password on, each doubles the wait. */
    private boolean count(User user) {
        int failures = user.failures() + 1;
        int doublings = Math.min(failures - FREE_TRIES, 10);
        Instant until = doublings < 0 ? null : now().plus(shorter(Duration.ofSeconds(5L << doublings)));
        return store.change(
                user,
                user.withFailures(failures, until),
                new AuditEntry(
                        now(),
                        user.name(),
                        "user.sign-in-failed",
                        user.name(),
                        user.failures() + " times",
                        failures + " times",
                        ""));
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Who shows this secret; empty for an unknown, expired or revoked one, and for a closed account. One or two reads. */
    public Optional<Actor> actorOf(String secret) {
        return store.token(hash(secret)).filter(t -> t.isValid(now())).flatMap(this::actorOf);
    }

    private Optional<Actor> actorOf(Token token) {
        return switch (token.kind()) {
            case KEY -> Optional.of(new Actor("key:" + token.name(), token.rights()));
            case SESSION ->
                store.user(token.name())
                        .filter(user -> !user.disabled())
                        .map(user -> Actor.of(user.name(), user.roles()));
        };
    }

    /** Ends a session. */
    public void signOut(String secret, Act act) {
        store.revoke(hash(secret), entry(act, "user.signed-out", act.name(), "", ""));
    }

    /**
     * Makes an API key; its secret is told this once.
     *
     * @param expiresAt when it ends; null for never
     */
    public String createKey(String name, Set<Right> rights, @Nullable Instant expiresAt, Act act) {
        act.by().require(Right.MANAGE_ACCESS);
        if (rights.isEmpty()) {
            throw new RefusedException(Fault.BAD_REQUEST, "API key " + name + " needs at least one right");
        }
        var secret = secret("k");
        var key = made(() -> new Token(hash(secret), Token.Kind.KEY, name, rights, expiresAt, false));
        if (!store.put(key, entry(act, "key.created", name, "", key.described()))) {
            throw new RefusedException(Fault.CONFLICT, "there is an API key " + name + " already");
        }
        return secret;
    }

    public List<Token> keys() {
        return store.keys();
    }

    /** Takes an API key back; effective at once. */
    public void revokeKey(String name, Act act) {
        act.by().require(Right.MANAGE_ACCESS);
        var key = store.keys().stream()
                .filter(k -> k.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no API key \"" + name + "\""));
        store.revoke(key.hash(), entry(act, "key.revoked", name, key.described(), ""));
    }

    private static void checkPassword(String name, String password) {
        var plain = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < SHORTEST
                || plain.contains(name)
                || SILLY.contains(plain)
                || password.chars().distinct().count() < 5) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "the password is too easy to guess: at least " + SHORTEST
                            + " characters, five of them different, without the user's name");
        }
    }

    private static <T> T made(java.util.function.Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Fault.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private AuditEntry entry(Act act, String action, String object, String before, String after) {
        return new AuditEntry(now(), act.name(), action, object, before, after, act.why());
    }

    /** {@code echt_k_} and 52 symbols: 260 random bits. */
    private String secret(String kind) {
        var text = new StringBuilder("echt_" + kind + "_");
        for (int i = 0; i < 52; i++) {
            text.append(ALPHABET.charAt(random.nextInt(32)));
        }
        return text.toString();
    }

    private static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
