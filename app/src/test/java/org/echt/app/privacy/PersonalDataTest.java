package org.echt.app.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No way through the compiled program leads from what names a person, or from a link by which somebody would be taken for
 * them, to a log, to the text of an exception, to an entry of the audit log or of the transparency log, to a metric or, but
 * sealed, to the database.
 */
@Tag("slow")
class PersonalDataTest {
    private static final String CORE = "org/echt/core/";
    private static final String APP = "org/echt/app/";

    /** Where what names a person is in clear. */
    private static final List<String> SOURCES = List.of(
            "field " + CORE + "registration/ContactAddress.value",
            result(CORE + "keys/SealKey.open([B[B)Ljava/util/Optional;"),
            result(CORE + "registration/Link.write(L" + CORE + "keys/MacKey;)Ljava/lang/String;"),
            result(CORE + "serial/InsideCode.text()Ljava/lang/String;"));

    /** What comes out here no longer names anybody. */
    private static final Map<String, String> WALLS = Map.of(
            result(CORE + "registration/ContactAddress.toString()Ljava/lang/String;"),
            "masked",
            result(CORE + "registration/Vault.lookup(L" + CORE + "registration/ContactAddress;)[B"),
            "a keyed hash",
            result(CORE + "registration/Vault.commitment(L" + CORE
                    + "registration/StoredPerson;Ljava/lang/String;)Ljava/lang/String;"),
            "a keyed hash under the person's own key",
            result(CORE + "keys/SealKey.seal([B[BLjava/security/SecureRandom;)[B"),
            "enciphered",
            result(CORE + "keys/KeyCommitment.checkValue(L" + CORE + "keys/CodeKey;)[B"),
            "what the key of a slot makes of a constant",
            result(APP + "letter/Said.hash(Ljava/lang/String;)[B"),
            "a hash of a text with a link that nobody can guess",
            MethodFlow.parameter(CORE + "registration/SealedPicture.read([B)L" + CORE + "notice/StoredPicture;", 0),
            "a picture; those of notices, which are no secret, are of the same class",
            "field " + APP + "mail/Reply.enhanced",
            "three numbers",
            "field " + APP + "mail/LetterIds.bareId",
            "the domain of the sender, who is the manufacturer",
            result(APP + "mail/Reply.discreet(Ljava/lang/String;L" + CORE
                    + "registration/ContactAddress;)Ljava/lang/String;"),
            "a server's reply without the address");

    private static final List<Flows.Sink> SINKS = List.of(
            new Flows.Sink(
                    "a log",
                    call -> call.owner().startsWith("java/lang/System$Logger")
                            || call.owner().startsWith("java/util/logging/")
                            || call.owner().startsWith("org/slf4j/")),
            new Flows.Sink(
                    "the output of a server",
                    call -> call.owner().equals("java/io/PrintStream")
                            && !call.from().startsWith(APP + "cli/")),
            new Flows.Sink(
                    "an exception",
                    call -> call.name().equals("<init>")
                            && Program.isThrowable(call.owner())
                            && !call.owner().equals("java/lang/MatchException")),
            new Flows.Sink("the audit log", call -> call.owner().startsWith(CORE + "audit/")),
            new Flows.Sink("the transparency log", call -> call.owner().startsWith(CORE + "tlog/")),
            new Flows.Sink("a metric", call -> call.owner().startsWith("io/micrometer/")),
            new Flows.Sink(
                    "a statement of SQL",
                    call -> call.owner().startsWith("java/sql/")
                            && (call.name().startsWith("set") || call.name().startsWith("prepare"))));

    private static final Path ROOT = Path.of(System.getProperty("echt.root"));

    private static String result(String method) {
        return MethodFlow.result(method);
    }

    @Test
    void nothingThatNamesAPersonGetsOut() {
        var program = Program.of(List.of(ROOT.resolve("core/target/classes"), ROOT.resolve("app/target/classes")));
        assertEquals("", String.join("\n\n", leaks(program, SOURCES, WALLS.keySet())));
    }

    /** A check that finds nothing proves nothing: leaks planted in the test are found, and what only looks like one is not. */
    @Test
    void whatIsPlantedIsFound() {
        var folders =
                Stream.of("core/target/classes", "app/target/classes", "app/target/test-classes/org/echt/app/privacy");
        var program = Program.of(folders.map(ROOT::resolve).toList());
        var leaks = String.join("\n", leaks(program, SOURCES, WALLS.keySet()));
        for (var planted : Planted.class.getDeclaredClasses()) {
            var name = planted.getName().replace('.', '/') + ".";
            boolean found = leaks.lines()
                    .anyMatch(l -> SINKS.stream().anyMatch(s -> l.contains("-> " + s.name() + " in " + name)));
            assertEquals(planted.getSimpleName().startsWith("Leak"), found, name);
        }
    }

    /** The ways to every sink that is reached, from its source. */
    private static List<String> leaks(Program program, Collection<String> sources, Set<String> walls) {
        var reached = Flows.of(program, SINKS, walls).reached(sources);
        var leaks = new ArrayList<String>();
        for (var place : new TreeSet<>(reached.keySet())) {
            if (SINKS.stream().anyMatch(sink -> place.startsWith(sink.name() + " in "))) {
                leaks.add(String.join("\n    -> ", reached.get(place)));
            }
        }
        return leaks;
    }
}
