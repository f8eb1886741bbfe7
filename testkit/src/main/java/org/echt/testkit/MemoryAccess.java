package org.echt.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.echt.core.access.AccessStore;
import org.echt.core.access.Token;
import org.echt.core.access.User;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/** Users, tokens and the audit log in memory. */
final class MemoryAccess implements AccessStore, AuditLog {
    private final Map<String, User> users = new TreeMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final List<Numbered> entries = new ArrayList<>();

    /** Adds an entry; called by the other stores for what they change. */
    synchronized boolean write(AuditEntry entry) {
        return entries.add(new Numbered(entries.size() + 1, null, entry));
    }

    @Override
    public synchronized List<User> users() {
        return List.copyOf(users.values());
    }

    @Override
    public synchronized Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public synchronized boolean change(@Nullable User before, User after, @Nullable AuditEntry audit) {
        boolean leavesNone = before != null
                && before.isAdmin()
                && !after.isAdmin()
                && users.values().stream().filter(User::isAdmin).count() < 2;
        if (leavesNone || !Objects.equals(before, users.get(after.name()))) {
            return false;
        }
        users.put(after.name(), after);
        return audit == null || write(audit);
    }

    @Override
    public synchronized boolean put(Token token, AuditEntry audit) {
        boolean taken = token.kind() == Token.Kind.KEY
                && keys().stream().anyMatch(k -> k.name().equals(token.name()));
        return !taken && tokens.putIfAbsent(token.hash(), token) == null && write(audit);
    }

    @Override
    public synchronized Optional<Token> token(String hash) {
        return Optional.ofNullable(tokens.get(hash));
    }

    @Override
    public synchronized List<Token> keys() {
        return tokens.values().stream()
                .filter(t -> t.kind() == Token.Kind.KEY)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    @Override
    public synchronized boolean revoke(String hash, AuditEntry audit) {
        var token = tokens.get(hash);
        if (token == null || token.revoked()) {
            return false;
        }
        tokens.put(hash, new Token(token.hash(), token.kind(), token.name(), token.rights(), token.expiresAt(), true));
        return write(audit);
    }

    @Override
    public synchronized List<Numbered> find(Filter filter) {
        return entries.reversed().stream()
                .filter(e -> e.number() < filter.below())
                .filter(e -> filter.by().isEmpty() || e.entry().by().equals(filter.by()))
                .filter(e -> e.entry().action().startsWith(filter.action()))
                .filter(e -> filter.object().isEmpty() || e.entry().object().equals(filter.object()))
                .filter(e -> isWithin(e.entry(), filter))
                .limit(filter.limit())
                .toList();
    }

    private static boolean isWithin(AuditEntry entry, Filter filter) {
        var from = filter.from();
        var to = filter.to();
        return (from == null || !entry.at().isBefore(from))
                && (to == null || entry.at().isBefore(to));
    }
}
