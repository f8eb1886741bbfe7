package org.echt.app.privacy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.echt.core.audit.AuditEntry;
import org.echt.core.registration.ContactAddress;

/** Ways in which an address could get out, each in a class of its own, and some that look like one. Compiled, never run. */
final class Planted {
    private static final System.Logger LOG = System.getLogger(Planted.class.getName());
    private static final System.Logger.Level LEVEL = System.Logger.Level.INFO;

    private Planted() {}

    static final class LeakInAWord {
        static void tell(ContactAddress address) {
            LOG.log(LEVEL, "written to " + address.value());
        }
    }

    static final class LeakByAParameter {
        static void tell(ContactAddress address) {
            LOG.log(LEVEL, "written to {0}", address.value());
        }
    }

    record Kept(String text) {}

    static final class LeakByAField {
        static void tell(Kept kept) {
            LOG.log(LEVEL, kept.text());
        }

        static Kept keep(ContactAddress address) {
            return new Kept(address.value());
        }
    }

    record Said(String text) {}

    static final class LeakByTheTextOfARecord {
        static void tell(ContactAddress address) {
            LOG.log(LEVEL, "kept as " + new Said(address.value()));
        }
    }

    static final class LeakByAStream {
        static void tell(ContactAddress address) {
            Stream.of(address).map(ContactAddress::value).forEach(text -> System.out.println(text));
        }
    }

    static final class LeakByASupplier {
        static void tell(ContactAddress address) {
            later(() -> "written to " + address.value());
        }

        static void later(Supplier<String> text) {
            LOG.log(LEVEL, text.get());
        }
    }

    static final class LeakByAnException {
        static void tell(ContactAddress address) {
            if (address.value().isEmpty()) {
                throw new IllegalStateException("cannot write to " + address.value());
            }
        }
    }

    static final class LeakByAMap {
        private final Map<String, List<String>> all = new HashMap<>();

        void keep(ContactAddress address) {
            all.computeIfAbsent("all", _ -> new ArrayList<>()).add(address.value());
        }

        void tell() {
            all.forEach((_, texts) -> LOG.log(LEVEL, texts));
        }
    }

    static final class LeakByABuilder {
        static void tell(ContactAddress address) {
            var text = new StringBuilder();
            write(text, address.value());
            LOG.log(LEVEL, text.toString());
        }

        static void write(StringBuilder to, String text) {
            to.append(text);
        }
    }

    static final class LeakThroughOtherMethods {
        static void tell(ContactAddress address) {
            LOG.log(LEVEL, second(address));
        }

        static String second(ContactAddress address) {
            return same(address.value().strip());
        }

        static String same(String text) {
            return text.isEmpty() ? "nobody" : text;
        }
    }

    static final class LeakByAFunction {
        static void tell(ContactAddress address) {
            Function<ContactAddress, String> text = ContactAddress::value;
            LOG.log(LEVEL, text.apply(address));
        }
    }

    static final class LeakToTheDatabase {
        static void tell(ContactAddress address, PreparedStatement statement) throws SQLException {
            statement.setString(1, address.value());
        }
    }

    static final class LeakToTheAuditLog {
        static AuditEntry tell(ContactAddress address, Instant now) {
            return new AuditEntry(now, "", "person.delete", address.value(), "", "", "");
        }
    }

    static final class FineMasked {
        static void tell(ContactAddress address) {
            LOG.log(LEVEL, "written to " + address);
        }
    }

    static final class FineNumber {
        static void tell(ContactAddress address) {
            LOG.log(LEVEL, "an address of {0} characters", address.value().length());
        }
    }

    static final class FineOtherCaller {
        static void tell() {
            LOG.log(LEVEL, LeakThroughOtherMethods.same("no address"));
        }
    }
}
