package org.echt.app.cli;

import java.util.function.Consumer;
import org.echt.app.keys.Keystore;

/**
 * What the command line asks of {@code boot}. Every method may throw {@link org.echt.app.config.ConfigException}, {@link
 * org.echt.app.keys.KeystoreException} and {@code StoreUnavailableException}; the command line words them.
 */
public interface Starter {
    /** Opens the stores; the caller closes. */
    Workbench open(GlobalOptions options);

    /** The key store by the configuration; opens nothing. */
    Keystore keystore(GlobalOptions options);

    /** How verdicts are worded; opens nothing. */
    Answers answers();

    /** Backups, and putting them back; opens nothing. */
    Backups backups();

    /** Looks at everything an installation needs; changes nothing. */
    void examine(GlobalOptions options, Consumer<Finding> findings);

    /** Serves until the process is told to stop; returns the exit code. */
    int serve(GlobalOptions options, ServeOptions serve);

    /** Makes the demonstration's data and serves it; returns the exit code. */
    int demo(GlobalOptions options, DemoOptions demo);
}
