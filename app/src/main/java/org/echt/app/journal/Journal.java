package org.echt.app.journal;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line for each event, on standard error. Of an exception it tells what it is and where it came from, and not what it
 * says: texts of exceptions quote what somebody typed, or what stood in a row. Those of the classes in {@code ours} are
 * told, because they are written for the operator and quote nothing of the kind.
 */
public final class Journal {
    /** Held here, or the logging system forgets it and its level. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger ECHT = Logger.getLogger("org.echt");
    private static final int FRAMES = 12;
    private static final int DEEPEST = 8;

    private Journal() {}

    /** How lines look. */
    public enum Form {
        /** For people: time, level, where, what. */
        TEXT,
        /** A JSON object. */
        JSON
    }

    /**
     * Sends all events there from now on: of this program what is worth knowing, of the libraries what is wrong.
     *
     * @param ours names of exceptions whose texts may be told
     */
    public static void open(Form form, PrintStream out, Set<String> ours) {
        for (var handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        ROOT.setLevel(Level.WARNING);
        ECHT.setLevel(Level.INFO);
        ROOT.addHandler(new Lines(out, form == Form.JSON ? new Json(ours) : new Text(ours)));
    }

    private static final class Lines extends Handler {
        private final PrintStream out;

        Lines(PrintStream out, Formatter formatter) {
            this.out = out;
            setFormatter(formatter);
        }

        /** One call for each line, so that lines of several threads do not mix. */
        @Override
        public void publish(LogRecord event) {
            if (isLoggable(event)) {
                out.print(getFormatter().format(event));
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }

    private static final class Json extends Formatter {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final Set<String> ours;

        Json(Set<String> ours) {
            this.ours = ours;
        }

        @Override
        public String format(LogRecord event) {
            var line = new LinkedHashMap<String, Object>();
            line.put("at", at(event));
            line.put("level", event.getLevel().getName());
            line.put("logger", String.valueOf(event.getLoggerName()));
            line.put("message", formatMessage(event));
            var thrown = event.getThrown();
            if (thrown != null) {
                line.put("error", kinds(thrown, ours));
                line.put("where", frames(thrown));
            }
            return JSON.writeValueAsString(line) + "\n";
        }
    }

    private static final class Text extends Formatter {
        private final Set<String> ours;

        Text(Set<String> ours) {
            this.ours = ours;
        }

        @Override
        public String format(LogRecord event) {
            var line = new StringBuilder(at(event))
                    .append(' ')
                    .append(event.getLevel().getName())
                    .append(' ')
                    .append(shortened(String.valueOf(event.getLoggerName())))
                    .append(": ")
                    .append(oneLine(formatMessage(event)));
            var thrown = event.getThrown();
            if (thrown != null) {
                line.append(" [")
                        .append(oneLine(String.join(" <- ", kinds(thrown, ours))))
                        .append(" at ")
                        .append(String.join(" < ", frames(thrown)))
                        .append(']');
            }
            return line.append('\n').toString();
        }

        private static String shortened(String logger) {
            return logger.startsWith("org.echt.") ? logger.substring("org.echt.".length()) : logger;
        }

        private static String oneLine(String text) {
            return text.replaceAll("\\p{Cntrl}+", " ");
        }
    }

    private static String at(LogRecord event) {
        return event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Each cause, the outermost first. */
    private static List<String> kinds(Throwable thrown, Set<String> ours) {
        var kinds = new ArrayList<String>();
        for (@Nullable Throwable one = thrown; one != null && kinds.size() < DEEPEST; one = one.getCause()) {
            var name = one.getClass().getName();
            var state = one instanceof SQLException sql && sql.getSQLState() != null ? " " + sql.getSQLState() : "";
            kinds.add(ours.contains(name) ? name + ": " + one.getMessage() : name + state);
        }
        return kinds;
    }

    private static List<String> frames(Throwable thrown) {
        var frames = new ArrayList<String>();
        for (var frame : thrown.getStackTrace()) {
            if (frames.size() == FRAMES) {
                break;
            }
            frames.add(frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber());
        }
        return frames;
    }
}
