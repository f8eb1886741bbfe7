package org.echt.app.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JournalTest {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger ECHT = Logger.getLogger("org.echt");
    private static final System.Logger OURS = System.getLogger("org.echt.app.boot.Some");

    private final List<Handler> handlers = List.of(ROOT.getHandlers());
    private final Level level = ROOT.getLevel();
    private final @Nullable Level levelOfOurs = ECHT.getLevel();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private void open(Journal.Form form) {
        Journal.open(form, new PrintStream(said, true, StandardCharsets.UTF_8), Set.of(Told.class.getName()));
    }

    @AfterEach
    void putBack() {
        for (var handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        handlers.forEach(ROOT::addHandler);
        ROOT.setLevel(level);
        ECHT.setLevel(levelOfOurs);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anEventIsOneObjectOnOneLine() {
        open(Journal.Form.JSON);
        OURS.log(System.Logger.Level.INFO, "one\n\"two\"");
        OURS.log(System.Logger.Level.DEBUG, "not worth telling");
        System.getLogger("elsewhere").log(System.Logger.Level.INFO, "nor this");
        assertEquals(1, text().lines().count(), text());
        var event = JsonMapper.shared().readTree(text());
        assertEquals("one\n\"two\"", event.path("message").asString(""));
        assertEquals("INFO", event.path("level").asString(""));
        assertEquals("org.echt.app.boot.Some", event.path("logger").asString(""));
        assertTrue(event.path("at").asString("").matches("20[0-9]{2}-.*Z"), text());
    }

    @Test
    void whatAnExceptionQuotesIsNotTold() {
        var quoting = new IllegalStateException("7Q4MXX-J2T9KD-3HV8YC", new SQLException("ines@example.org", "23505"));
        for (var form : Journal.Form.values()) {
            said.reset();
            open(form);
            OURS.log(System.Logger.Level.ERROR, "it failed", quoting);
            assertEquals(1, text().lines().count(), text());
            assertFalse(text().contains("7Q4MXX") || text().contains("ines"), text());
            assertTrue(text().contains("java.sql.SQLException 23505"), text());
            assertTrue(text().contains("whatAnExceptionQuotesIsNotTold"), text());
        }
    }

    @Test
    void whatIsWrittenForTheOperatorIsTold() {
        open(Journal.Form.TEXT);
        OURS.log(System.Logger.Level.WARNING, "it failed", new Told("mend the disk\nand start again"));
        assertTrue(text().contains("mend the disk and start again"), text());
        assertEquals(1, text().lines().count(), text());
    }

    private static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1;

        Told(String text) {
            super(text);
        }
    }
}
