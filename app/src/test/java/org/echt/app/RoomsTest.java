package org.echt.app;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The allowed edges between rooms, in one table, held against the compiled classes. Every type name in a class's constant
 * pool counts: calls, fields, signatures, annotations.
 */
class RoomsTest {
    /** Room of core to the rooms of core it may see. Core sees nobody outside. */
    private static final Map<String, Set<String>> CORE = Map.ofEntries(
            entry("fault", Set.of()),
            entry("audit", Set.of("canonical")),
            entry("canonical", Set.of()),
            entry("tlog", Set.of("canonical", "keys")),
            entry("ledger", Set.of("audit", "canonical", "keys", "tlog")),
            entry("evidence", Set.of("canonical", "issuance", "keys", "ledger", "receipt", "serial", "tlog")),
            entry(
                    "dossier",
                    Set.of(
                            "evidence",
                            "ledger",
                            "tlog",
                            "canonical",
                            "audit",
                            "issuance",
                            "verify",
                            "recall",
                            "notice",
                            "outreach",
                            "registration",
                            "receipt",
                            "scan",
                            "asbuilt",
                            "attribute",
                            "product",
                            "serial",
                            "gs1",
                            "access",
                            "fault")),
            entry("access", Set.of("fault", "audit")),
            entry("wording", Set.of()),
            entry("notice", Set.of("audit", "canonical", "wording")),
            entry("gs1", Set.of()),
            entry("keys", Set.of()),
            entry("product", Set.of("gs1", "audit")),
            entry("serial", Set.of("gs1", "keys", "fault", "audit")),
            entry("asbuilt", Set.of("gs1", "product", "serial", "fault", "audit", "canonical")),
            entry("maker", Set.of("gs1", "serial", "access", "fault", "audit")),
            entry("attribute", Set.of("gs1", "product", "serial", "asbuilt", "fault", "audit")),
            entry(
                    "recall",
                    Set.of(
                            "gs1",
                            "product",
                            "serial",
                            "asbuilt",
                            "attribute",
                            "fault",
                            "access",
                            "notice",
                            "audit",
                            "scan",
                            "canonical",
                            "tlog")),
            entry("scan", Set.of("serial", "access", "fault", "audit")),
            entry("issuance", Set.of("serial", "keys", "tlog", "canonical", "audit", "gs1")),
            entry("claim", Set.of("verify", "issuance", "scan", "serial", "product", "gs1", "attribute", "fault")),
            entry("registration", Set.of("serial", "keys", "notice", "access", "fault", "audit")),
            entry(
                    "outreach",
                    Set.of(
                            "serial",
                            "notice",
                            "recall",
                            "registration",
                            "access",
                            "fault",
                            "audit",
                            "canonical",
                            "ledger",
                            "tlog")),
            entry("webhook", Set.of("keys", "access", "fault", "audit")),
            entry("receipt", Set.of("canonical", "keys", "notice", "scan", "serial", "tlog", "verify")),
            entry(
                    "verify",
                    Set.of(
                            "gs1",
                            "keys",
                            "product",
                            "serial",
                            "asbuilt",
                            "attribute",
                            "recall",
                            "notice",
                            "scan",
                            "fault")));

    /** Room of app to the rooms of app it may see; all of them may see core. */
    private static final Map<String, Set<String>> APP = Map.ofEntries(
            entry("config", Set.of()),
            entry("keys", Set.of()),
            entry("capture", Set.of()),
            entry("store.embedded", Set.of()),
            entry("store.postgres", Set.of()),
            entry("backup", Set.of("store.postgres")),
            entry("metrics", Set.of()),
            entry("journal", Set.of()),
            entry("answer", Set.of()),
            entry("receipt", Set.of("answer")),
            entry("print", Set.of()),
            entry("picture", Set.of()),
            entry("sign", Set.of()),
            entry("dossier", Set.of("answer", "views")),
            entry("limit", Set.of()),
            entry("link", Set.of("answer", "limit", "views")),
            entry("views", Set.of("answer", "link", "contact", "dossier")),
            entry("contact", Set.of("answer", "limit", "link")),
            entry("letter", Set.of("answer")),
            entry("mail", Set.of()),
            entry("webhook", Set.of()),
            entry("log", Set.of()),
            entry("api", Set.of("answer", "limit")),
            entry("cli", Set.of("answer", "config", "keys")),
            entry("demo", Set.of("answer", "cli", "capture", "keys", "config")),
            entry(
                    "boot",
                    Set.of(
                            "config",
                            "keys",
                            "capture",
                            "store.embedded",
                            "store.postgres",
                            "backup",
                            "metrics",
                            "journal",
                            "answer",
                            "limit",
                            "link",
                            "contact",
                            "letter",
                            "receipt",
                            "mail",
                            "webhook",
                            "log",
                            "print",
                            "picture",
                            "sign",
                            "dossier",
                            "api",
                            "cli",
                            "demo")));

    private static final Pattern ROOM = Pattern.compile("org/echt/(core|app)/(store/\\w+|\\w+)/");

    private final Path root = Path.of(System.getProperty("echt.root"));

    @Test
    void coreSeesOnlyItselfAsTheTableSays() throws IOException {
        assertEquals(Set.of(), forbidden(root.resolve("core/target/classes"), "core", CORE));
    }

    @Test
    void appSeesOnlyCoreAndWhatTheTableSays() throws IOException {
        assertEquals(Set.of(), forbidden(root.resolve("app/target/classes"), "app", APP));
    }

    /** A table that forbids nothing would pass everything: prove that the check bites. */
    @Test
    void aMissingRowIsFound() throws IOException {
        var bare = Map.<String, Set<String>>of("verify", Set.of());
        var found = forbidden(root.resolve("core/target/classes"), "core", bare);
        assertTrue(found.contains("core.verify -> core.serial"), found.toString());
    }

    @Test
    void coreUsesNothingButTheJdkAndRoaringBitmap() throws IOException {
        var foreign = new TreeSet<String>();
        var outside = Pattern.compile("(?:^|[L\\[<(;])((?:[a-z]\\w*/){2,}\\w+)");
        eachClass(root.resolve("core/target/classes"), (name, text) -> {
            for (var m = outside.matcher(text); m.find(); ) {
                var type = m.group(1);
                if (!type.matches("(java|javax|jdk|org/echt/core|org/roaringbitmap|org/jspecify)/.*")) {
                    foreign.add(name + " uses " + type);
                }
            }
        });
        assertEquals(Set.of(), foreign);
    }

    /** Codes leave through IssuanceDesk, which asks for their root first; whoever made them otherwise would not. */
    @Test
    void codesOfBatchesLeaveByOneDoor() throws IOException {
        var others = new TreeSet<String>();
        for (var module : List.of("core", "app")) {
            eachClass(root.resolve(module + "/target/classes"), (name, text) -> {
                boolean known = name.startsWith("org/echt/core/serial/") || name.startsWith("org/echt/core/issuance/");
                if (!known && text.contains("org/echt/core/serial/BatchCodes")) {
                    others.add(name);
                }
            });
        }
        assertEquals(Set.of(), others);
    }

    private static Set<String> forbidden(Path classes, String module, Map<String, Set<String>> table)
            throws IOException {
        var found = new TreeSet<String>();
        eachClass(classes, (name, text) -> {
            var from = ROOM.matcher(name);
            if (!from.find()) {
                return;
            }
            var room = from.group(2).replace('/', '.');
            for (var to = ROOM.matcher(text); to.find(); ) {
                var target = to.group(2).replace('/', '.');
                boolean allowed = to.group(1).equals(module)
                        ? room.equals(target)
                                || table.getOrDefault(room, Set.of()).contains(target)
                        : module.equals("app");
                if (!allowed) {
                    found.add(module + "." + room + " -> " + to.group(1) + "." + target);
                }
            }
        });
        return found;
    }

    private interface Visitor {
        void visit(String className, String poolText);
    }

    private static void eachClass(Path classes, Visitor visitor) throws IOException {
        try (var files = Files.walk(classes)) {
            for (var file : (Iterable<Path>) files.filter(p -> p.toString().endsWith(".class"))::iterator) {
                var model = ClassFile.of().parse(file);
                var name = model.thisClass().asInternalName();
                for (var item : model.constantPool()) {
                    if (item instanceof Utf8Entry text) {
                        visitor.visit(name, text.stringValue());
                    }
                }
            }
        }
    }
}
