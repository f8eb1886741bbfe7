package org.echt.app.backup;

/** A backup that cannot be made, read or put back; the message tells what to do. */
public final class BackupException extends RuntimeException {
    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
