package org.echt.app.config;

/**
 * How a server tells what happens.
 *
 * @param logFormat form of the lines on standard error
 */
public record OutputConfig(LogFormat logFormat) {
    /** Forms of a line. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}
