package org.echt.app.boot;

import java.nio.file.Path;
import org.echt.app.config.ConfigFile;
import org.echt.app.demo.Stage;

/** The program over a folder of its own, for whoever fills, measures or tests it from the same process. */
public final class Installation {
    private Installation() {}

    /**
     * A real installation with an embedded database, everything in {@code folder}; nothing is opened yet. It answers on a
     * free port of the loopback interface.
     */
    public static Stage in(Path folder) {
        return new DemoStage(ConfigFile.defaults(folder).withData(folder), false);
    }
}
