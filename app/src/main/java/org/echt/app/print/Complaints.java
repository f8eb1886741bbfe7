package org.echt.app.print;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLog;
import com.openhtmltopdf.util.XRLogger;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;

/**
 * What the typesetting library complains of in one document. It would log that and leave out what it cannot do; here it
 * is collected, and the document is refused.
 */
final class Complaints implements Consumer<Diagnostic> {
    static {
        XRLog.setLoggerImpl(new Silence());
    }

    private final Set<String> complaints = new LinkedHashSet<>();

    @Override
    public void accept(Diagnostic diagnostic) {
        if (diagnostic.getLevel().intValue() >= Level.WARNING.intValue()) {
            complaints.add(diagnostic.getFormattedMessage());
        }
    }

    void check() {
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(
                    "the document cannot be printed as it is: " + String.join("; ", complaints));
        }
    }

    /** The library's own logger would write every step of every document to standard error. */
    private static final class Silence implements XRLogger {
        @Override
        public void log(String where, Level level, String message) {}

        @Override
        public void log(String where, Level level, String message, Throwable failure) {}

        @Override
        public void setLevel(String logger, Level level) {}

        @Override
        public boolean isLogLevelEnabled(Diagnostic diagnostic) {
            return false;
        }
    }
}
