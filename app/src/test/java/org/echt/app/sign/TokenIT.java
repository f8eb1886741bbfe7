package org.echt.app.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.List;
import java.util.stream.Stream;
import org.echt.app.sign.Papers.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key in SoftHSM's token. */
class TokenIT {
    private static final String PIN = "1234";

    /** SoftHSM is told by the environment where its tokens lie, so the key is opened in a process of its own. */
    @Test
    void aKeyInATokenSigns(@TempDir Path folder) throws Exception {
        var library = library();
        var paper = Papers.under(Papers.root("Trust"), "Acme", Papers.keys("RSA", 3072), Purpose.SIGNING);
        var file = Papers.keystore(folder, List.of("seal"), paper);
        var said = inProcess(folder, "org.echt.app.sign.TokenIT$Child", library.toString(), file.toString());
        assertEquals("wrong PIN refused\nsigned by CN=Acme\nwrong alias refused\nwrong slot refused\n", said);
    }

    @Test
    void aLibraryThatIsNotThere(@TempDir Path folder) {
        var library = folder.resolve("absent.so");
        var failure = assertThrows(SignException.class, () -> SigningKey.ofToken(library, 0, PIN.toCharArray(), ""));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("there is no PKCS#11 library " + library));
    }

    private static Path library() throws IOException {
        for (var place : List.of("/usr/lib", "/usr/local/lib", "/opt")) {
            try (Stream<Path> files = Files.find(Path.of(place), 4, (path, _) -> path.endsWith("libsofthsm2.so"))) {
                var found = files.findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IllegalStateException("SoftHSM is not there. Install the package softhsm2.");
    }

    private static String inProcess(Path folder, String type, String library, String keystore)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("tokens"));
        var settings = Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
        run(
                settings,
                List.of("softhsm2-util", "--init-token", "--free", "--label", "t", "--pin", PIN, "--so-pin", PIN));
        return run(
                settings,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        type,
                        library,
                        keystore));
    }

    private static String run(Path settings, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", settings.toString());
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }

    /** Puts the key of a file into the token and signs with it there. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            var library = Path.of(args[0]);
            // first, because a process that has signed in to a token is not asked again
            refused("PIN", () -> SigningKey.ofToken(library, 0, "9999".toCharArray(), "seal"));
            var entries = KeyEntries.ofToken(library, 0, PIN.toCharArray());
            var file = KeyEntries.ofFile(Path.of(args[1]), Papers.PASSWORD);
            entries.store()
                    .setKeyEntry(
                            "seal",
                            file.store().getKey("seal", Papers.PASSWORD),
                            null,
                            file.store().getCertificateChain("seal"));
            var key = SigningKey.ofToken(library, 0, PIN.toCharArray(), "seal");
            var check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key.certificate());
            check.update(args[0].getBytes(StandardCharsets.UTF_8));
            if (check.verify(key.sign(args[0].getBytes(StandardCharsets.UTF_8)))) {
                System.out.println("signed by " + key.certificate().getSubjectX500Principal());
            }
            refused("alias", () -> SigningKey.ofToken(library, 0, PIN.toCharArray(), "other"));
            refused("slot", () -> SigningKey.ofToken(library, 7, PIN.toCharArray(), "seal"));
        }

        private static void refused(String what, Runnable work) {
            try {
                work.run();
                System.out.println("wrong " + what + " taken");
            } catch (SignException e) {
                var named = String.valueOf(e.getMessage()).contains(what.equals("alias") ? "\"other\"" : what);
                System.out.println(named ? "wrong " + what + " refused" : "wrong " + what + ": " + e.getMessage());
            }
        }
    }
}
