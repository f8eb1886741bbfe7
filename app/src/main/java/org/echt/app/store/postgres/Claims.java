package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.registration.Claimed;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.Dispute;
import org.echt.core.registration.Registration;
import org.echt.core.registration.Registration.Proof;
import org.echt.core.registration.Registration.State;
import org.echt.core.registration.Watch;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.jspecify.annotations.Nullable;

/** Claims of ownership within a transaction of {@link PersonalData}. */
final class Claims {
    private Claims() {}

    static Optional<Registration> add(Connection connection, Registration claim) throws SQLException {
        PersonalData.lock(connection, claim.item());
        var unsettled = """
                select count(*) from person.registration where item = ? and state in ('PENDING', 'DISPUTED')
                   and (proof in ('INSIDE_CODE', 'HANDED_OVER')) = ?""";
        if (Sql.count(connection, unsettled, claim.item(), claim.proof().isHolders()) >= ContactStore.CLAIMS_AT_MOST) {
            return Optional.empty();
        }
        long id = Sql.count(
                connection,
                """
                insert into person.registration (item, person, state, proof, taken_from, at)
                values (?, ?, 'PENDING', ?, ?, ?) returning id""",
                claim.item(),
                claim.person(),
                claim.proof().name(),
                claim.from(),
                Micros.parameter(claim.at()));
        return one(connection, id);
    }

    private static Optional<Registration> one(Connection connection, long id) throws SQLException {
        return PostgresContacts.registrations(connection, "where id = ?", id).stream()
                .findFirst();
    }

    static Claimed confirm(Connection connection, long id, String dispute, Instant at, String by) throws SQLException {
        var item = one(connection, id).map(Registration::item);
        if (item.isEmpty()) {
            return new Claimed.Gone();
        }
        PersonalData.lock(connection, item.get());
        var claim = one(connection, id).orElseThrow();
        return switch (claim.state()) {
            case ENDED -> new Claimed.Gone();
            case ACTIVE -> new Claimed.AlreadyYours(claim);
            case DISPUTED -> new Claimed.InDispute(claim, open(connection, claim.item()));
            case PENDING -> confirm(connection, claim, new Confirming(dispute, at, by));
        };
    }

    private record Confirming(String dispute, Instant at, String by) {}

    private static Claimed confirm(Connection connection, Registration claim, Confirming how) throws SQLException {
        var owners = PostgresContacts.registrations(
                connection, "where item = ? and state in ('ACTIVE', 'DISPUTED') order by id", claim.item());
        var own = owners.stream().filter(r -> r.person() == claim.person()).findFirst();
        if (own.isPresent()) {
            Sql.update(connection, "delete from person.registration where id = ?", claim.id());
            return own.get().state() == State.ACTIVE
                    ? new Claimed.AlreadyYours(own.get())
                    : new Claimed.InDispute(own.get(), open(connection, claim.item()));
        }
        if (claim.proof() == Proof.HANDED_OVER) {
            var before = owners.stream()
                    .filter(r -> r.person() == claim.from() && r.state() == State.ACTIVE)
                    .findFirst();
            if (before.isEmpty()) {
                set(connection, claim, State.ENDED, how.at());
                return new Claimed.Gone();
            }
            set(connection, before.get(), State.ENDED, how.at());
            Sql.update(
                    connection,
                    "delete from person.watch where person = ? and item = ? and source = ?",
                    claim.from(),
                    claim.item(),
                    Watch.OWNER);
            return stands(connection, claim, how, "registration.handed_over");
        }
        return owners.isEmpty()
                ? stands(connection, claim, how, "registration.confirmed")
                : disputed(connection, claim, owners, how);
    }

    private static Claimed stands(Connection connection, Registration claim, Confirming how, String action)
            throws SQLException {
        set(connection, claim, State.ACTIVE, null);
        life(connection, claim.item(), Life.COMMISSIONED, Life.REGISTERED);
        watch(connection, claim, how.at());
        audit(connection, claim, how.at(), how.by(), action, State.ACTIVE.name());
        return new Claimed.Registered(one(connection, claim.id()).orElseThrow());
    }

    private static Claimed disputed(
            Connection connection, Registration claim, List<Registration> owners, Confirming how) throws SQLException {
        set(connection, claim, State.DISPUTED, null);
        for (var owner : owners) {
            set(connection, owner, State.DISPUTED, null);
        }
        watch(connection, claim, how.at());
        Sql.update(
                connection,
                "insert into person.dispute (id, item, opened_at) values (?, ?, ?) on conflict do nothing",
                how.dispute(),
                claim.item(),
                Micros.parameter(how.at()));
        var dispute = open(connection, claim.item());
        audit(connection, claim, how.at(), how.by(), "dispute.opened", dispute.id());
        return new Claimed.InDispute(one(connection, claim.id()).orElseThrow(), dispute);
    }

    /** The owner watches; a watch of their own stays as it is. */
    private static void watch(Connection connection, Registration claim, Instant at) throws SQLException {
        PostgresContacts.insert(
                connection, List.of(new Watch(claim.person(), claim.item(), Watch.OWNER, false, at, at, null)));
    }

    /** Ends a registration: the item is the other side's, or nobody's. */
    static void end(Connection connection, Registration registration, Instant at, String by) throws SQLException {
        set(connection, registration, State.ENDED, at);
        Sql.update(
                connection,
                "delete from person.watch where person = ? and item = ? and source = ?",
                registration.person(),
                registration.item(),
                Watch.OWNER);
        if (registration.state() == State.PENDING) {
            return;
        }
        audit(connection, registration, at, by, "registration.ended", State.ENDED.name());
        if (registration.state() == State.DISPUTED) {
            settleWithout(connection, registration, at);
        }
        freeIfNobodys(connection, registration.item());
    }

    /** With one side left there is nothing to decide. */
    private static void settleWithout(Connection connection, Registration gone, Instant at) throws SQLException {
        var left = PostgresContacts.registrations(
                connection, "where item = ? and state = 'DISPUTED' order by id", gone.item());
        if (left.size() > 1) {
            return;
        }
        long winner = left.isEmpty() ? 0 : left.getFirst().id();
        var why = "the other side no longer claims it";
        write(
                connection,
                open(connection, gone.item()).id(),
                new Dispute.Decision(winner, Dispute.Decision.NOBODY, at, why));
        if (!left.isEmpty()) {
            set(connection, left.getFirst(), State.ACTIVE, null);
        }
    }

    private static void freeIfNobodys(Connection connection, long item) throws SQLException {
        var owners = "select count(*) from person.registration where item = ? and state in ('ACTIVE', 'DISPUTED')";
        if (Sql.count(connection, owners, item) == 0) {
            life(connection, item, Life.REGISTERED, Life.COMMISSIONED);
        }
    }

    static boolean decide(Connection connection, String id, Dispute.Decision decision) throws SQLException {
        var found = disputes(connection, "where id = ? and decided_at is null for update", id);
        if (found.isEmpty()) {
            return false;
        }
        long item = found.getFirst().item();
        PersonalData.lock(connection, item);
        var sides =
                PostgresContacts.registrations(connection, "where item = ? and state = 'DISPUTED' order by id", item);
        boolean isOf = decision.winner() == 0 || sides.stream().anyMatch(r -> r.id() == decision.winner());
        if (!isOf
                || disputes(connection, "where id = ? and decided_at is null", id)
                        .isEmpty()) {
            return false;
        }
        for (var side : sides) {
            boolean wins = side.id() == decision.winner();
            set(connection, side, wins ? State.ACTIVE : State.ENDED, wins ? null : decision.at());
        }
        freeIfNobodys(connection, item);
        write(connection, id, decision);
        PostgresAudit.write(
                connection,
                new AuditEntry(
                        decision.at(),
                        decision.by(),
                        "dispute.decided",
                        id,
                        "open, item " + item,
                        decision.winner() == 0 ? "for nobody" : "for claim " + decision.winner(),
                        decision.why()));
        return true;
    }

    private static void write(Connection connection, String id, Dispute.Decision decision) throws SQLException {
        Sql.update(
                connection,
                "update person.dispute set winner = ?, decided_by = ?, decided_at = ?, why = ? where id = ?",
                decision.winner(),
                CopyIn.clean(decision.by()),
                Micros.parameter(decision.at()),
                CopyIn.clean(decision.why()),
                id);
    }

    private static Dispute open(Connection connection, long item) throws SQLException {
        return disputes(connection, "where item = ? and decided_at is null", item)
                .getFirst();
    }

    static List<Dispute> disputes(Connection connection, String where, Object... values) throws SQLException {
        var found = new ArrayList<Dispute>();
        Sql.rows(
                connection,
                "select id, item, opened_at, winner, decided_by, decided_at, why from person.dispute " + where,
                row -> {
                    var decidedAt = Micros.readNullable(row, 6);
                    found.add(new Dispute(
                            row.getString(1),
                            row.getLong(2),
                            Micros.read(row, 3),
                            decidedAt == null
                                    ? null
                                    : new Dispute.Decision(
                                            row.getLong(4), row.getString(5), decidedAt, row.getString(7))));
                },
                values);
        return found;
    }

    private static void set(Connection connection, Registration registration, State state, @Nullable Instant endedAt)
            throws SQLException {
        Sql.update(
                connection,
                "update person.registration set state = ?, ended_at = ? where id = ?",
                state.name(),
                PostgresContacts.micros(endedAt),
                registration.id());
    }

    /** What is weightier than being registered, for example STOLEN, stays. */
    private static void life(Connection connection, long item, Life from, Life to) throws SQLException {
        Sql.update(connection, """
                insert into item_state as s (item, life, checks, use) values (?, ?, 0, ?)
                on conflict (item) do update set life = excluded.life where s.life = ?""", item, to.name(), ItemState.Use.NORMAL.name(), from.name());
    }

    private static void audit(
            Connection connection, Registration claim, Instant at, String by, String action, String after)
            throws SQLException {
        PostgresAudit.write(
                connection,
                new AuditEntry(
                        at,
                        by,
                        action,
                        "item " + claim.item(),
                        claim.state().name(),
                        after + ", claim " + claim.id() + " by " + claim.proof(),
                        ""));
    }
}
