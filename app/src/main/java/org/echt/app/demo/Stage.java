package org.echt.app.demo;

import java.nio.file.Path;
import org.echt.app.cli.Workbench;

/** Where the story is performed: a real installation and its server. */
public interface Stage extends AutoCloseable {
    /** Folder for what the story writes. */
    Path data();

    /** Where its keys are made. */
    Path keystore();

    /** Starts the database and opens everything; closed with the stage. */
    Workbench open();

    /** Starts the public pages; returns their address without a slash at the end. */
    String serve();

    /** Where {@link #tell} writes. */
    Path letters();

    /** Tells everybody whom a recall concerns, by letters in a folder instead of by mail; how many letters. */
    int tell();

    /** Returns when the process is told to stop. */
    void untilToldToStop();

    @Override
    void close();
}
