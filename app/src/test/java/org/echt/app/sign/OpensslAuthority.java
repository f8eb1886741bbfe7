package org.echt.app.sign;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.echt.app.sign.Papers.Purpose;

/** OpenSSL's time-stamp authority on this computer, for the tests of other rooms. */
public final class OpensslAuthority implements AutoCloseable {
    private final Path folder;
    private final LocalAuthority authority;

    private OpensslAuthority(Path folder, LocalAuthority authority) {
        this.folder = folder;
        this.authority = authority;
    }

    /** @param folder an empty one, for its keys */
    public static OpensslAuthority start(Path folder) throws IOException, GeneralSecurityException {
        var paper = Papers.under(Papers.root("Trust"), "Clock", Papers.keys("RSA", 3072), Purpose.TIMESTAMPS);
        return new OpensslAuthority(folder, LocalAuthority.openssl(folder, paper));
    }

    public URI address() {
        return authority.address();
    }

    /** The certificate its own comes from. */
    public Path trustFile() {
        return folder.resolve("root.pem");
    }

    /** Runs a line of the form {@code openssl ...}; its exit code. */
    public static int run(Path folder, String line) throws IOException, InterruptedException {
        var words = List.of(line.split(" "));
        return OpenSsl.run(folder, words.getFirst(), words.subList(1, words.size()))
                .exit();
    }

    @Override
    public void close() {
        authority.close();
    }
}
