package org.echt.app.boot;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.log.Witness;
import org.echt.app.log.WitnessClient;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.ledger.LedgerStore.Witnessed;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.VerifierKey;

/** Places what waits for the transparency log within a second, and asks the witnesses to cosign. Every node does. */
final class LogKeeper {
    private static final System.Logger LOG = System.getLogger(LogKeeper.class.getName());
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /** After a fault. */
    private static final Duration REST = Duration.ofSeconds(10);

    private final LedgerDesk desk;
    private final List<Witness> witnesses;
    private final Runnable notes;
    private final InstantSource clock;
    private final WitnessClient client = new WitnessClient();
    private Instant noted = Instant.EPOCH;
    private long asked;

    private LogKeeper(LedgerDesk desk, List<Witness> witnesses, Runnable notes, InstantSource clock) {
        this.desk = desk;
        this.witnesses = witnesses;
        this.notes = notes;
        this.clock = clock;
    }

    /** @param notes writes down, again and again, what is to be logged and nobody's transaction covers */
    static Running start(LedgerDesk desk, List<Witness> witnesses, Runnable notes, InstantSource clock) {
        var keeper = new LogKeeper(desk, witnesses, notes, clock);
        return new Running(Repeat.start("log", keeper::step), keeper.client);
    }

    /** A keeper at work, until it is closed. */
    record Running(Repeat repeat, WitnessClient client) implements AutoCloseable {
        @Override
        public void close() {
            repeat.close();
            client.close();
        }
    }

    /** A line for each: verifier key, blank, address. */
    static List<Witness> witnesses(Path file) {
        var read = new ArrayList<Witness>();
        try {
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    read.add(witness(file, line));
                }
            }
        } catch (IOException e) {
            throw new RefusedException(Fault.NOT_FOUND, "witnesses in " + file + " cannot be read: " + e.getMessage());
        }
        return read;
    }

    private static Witness witness(Path file, String line) {
        var parts = line.strip().split("\\s+");
        try {
            var address = URI.create(parts.length == 2 ? parts[1] : "");
            if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
                throw new IllegalArgumentException("a line is a verifier key, a blank and an address with https://");
            }
            var folder = parts[1].endsWith("/") ? address : URI.create(parts[1] + "/");
            return new Witness(VerifierKey.parse(parts[0]), folder);
        } catch (MalformedException | IllegalArgumentException e) {
            throw new RefusedException(
                    Fault.BAD_REQUEST, "witness \"" + line + "\" in " + file + ": " + e.getMessage());
        }
    }

    private Duration step() {
        try {
            desk.place();
            askIfGrown();
            noteIfDue();
            return TICK;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the transparency log does not grow now: " + e.getMessage());
            return REST;
        }
    }

    private void noteIfDue() {
        var now = clock.instant();
        if (!now.isBefore(noted.plus(NOTED_EVERY))) {
            notes.run();
            noted = now;
        }
    }

    private void askIfGrown() {
        if (witnesses.isEmpty()) {
            return;
        }
        var newest = desk.checkpoint();
        if (newest.isEmpty() || newest.get().checkpoint().size() <= asked) {
            return;
        }
        var signed = newest.get();
        long size = signed.checkpoint().size();
        var cosigned = signed;
        for (var witness : witnesses) {
            switch (client.ask(witness, signed, desk.tree(size))) {
                case WitnessClient.Answer.Cosigned(var lines) -> cosigned = cosigned.with(lines);
                case WitnessClient.Answer.Refused(var cause) ->
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "witness " + witness.key().name() + " does not cosign: " + cause);
            }
        }
        if (!cosigned.equals(signed)) {
            desk.store()
                    .witnessed(new Witnessed(
                            size, new String(cosigned.bytes(), StandardCharsets.UTF_8), null, clock.instant()));
        }
        asked = size;
    }
}
