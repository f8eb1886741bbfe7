package org.echt.app.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.echt.app.mail.Outcome.Postponed;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters. Each letter goes by itself in one SMTP transaction with one recipient, and the journal's address as the
 * second where there is one: the relay answers once for both, so a copy in the journal proves that the letter was accepted,
 * also to a sender that was killed before it read the answer.
 *
 * <p>Thread-safe. A thread that sends has a connection for itself until the letter is done; connections are kept and used
 * again, the last one first. Nothing is connected before the first letter.
 */
public final class Postman implements AutoCloseable {
    /**
     * Their finer levels tell addresses and letters. The library names a logger after the package of the class that uses
     * it, which is ours for {@link Line}. Kept here, or the logging system forgets them and their level.
     */
    private static final List<Logger> INDISCREET = Stream.of(
                    "org.eclipse.angus.mail", "jakarta.mail", Line.class.getPackageName())
            .map(Logger::getLogger)
            .toList();

    static void hush() {
        INDISCREET.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private final PostSettings settings;
    private final InstantSource clock;
    private final MimeForm form;
    private final Pacer pacer;
    private final Dial dial;
    private final Semaphore gate;
    private final Deque<Line> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** Throws {@link IllegalArgumentException} naming the trust file if that cannot be used. */
    public Postman(PostSettings settings, InstantSource clock) {
        hush();
        this.settings = settings;
        this.clock = clock;
        var tls = TrustedTls.factory(settings.relay().trustFile());
        form = new MimeForm(settings.sender());
        pacer = new Pacer(settings.pace().perSecond(), System.nanoTime());
        dial = new Dial(settings, writeClock(), tls);
        gate = new Semaphore(settings.pace().connections(), true);
    }

    /** Its thread ends by itself, so that nobody has to know when the last letter on the way is done. */
    private static ScheduledThreadPoolExecutor writeClock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("mail-write-clock").factory());
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        // nearly every task is called off at once; kept until its time, they would be millions
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /**
     * Tries once to send the letter and says what became of it; waits for a connection and for its turn. Nothing is kept
     * for later. Throws {@link RuntimeException} only for a letter that cannot be written at all.
     */
    public Outcome send(Letter letter) {
        var message = form.bytes(letter, clock.instant());
        var envelope = Envelope.of(letter, settings.sender());
        try {
            gate.acquire();
        } catch (InterruptedException _) {
            return interrupted();
        }
        try {
            pacer.await();
            return closed ? new Postponed("the program is stopping") : send(envelope, message);
        } catch (InterruptedException _) {
            return interrupted();
        } finally {
            gate.release();
        }
    }

    private static Outcome interrupted() {
        Thread.currentThread().interrupt();
        return new Postponed("interrupted before the letter was sent");
    }

    private Outcome send(Envelope envelope, byte[] message) {
        // as many idle lines as there are may all have been closed by the relay meanwhile
        for (var line = idle.pollLast(); line != null; line = idle.pollLast()) {
            var outcome = send(line, envelope, message);
            if (!line.wasStale()) {
                return outcome;
            }
        }
        try {
            return send(Line.open(settings, dial), envelope, message);
        } catch (IOException | MessagingException e) {
            return new Postponed("no connection to the relay: "
                    + Line.cause(e, settings.relay().login(), envelope.to()));
        }
    }

    private Outcome send(Line line, Envelope envelope, byte[] message) {
        try {
            return line.deliver(envelope, message);
        } finally {
            if (line.isUsable()) {
                keep(line);
            } else {
                line.drop();
            }
        }
    }

    private void keep(Line line) {
        idle.addLast(line);
        if (closed) {
            hangUp();
        }
    }

    /** Lets letters that are on the way be finished, and sends no other. */
    @Override
    public void close() {
        closed = true;
        hangUp();
    }

    private void hangUp() {
        for (@Nullable Line line = idle.pollLast(); line != null; line = idle.pollLast()) {
            line.hangUp();
        }
    }
}
