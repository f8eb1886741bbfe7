package org.echt.app.mail;

import java.time.Duration;

/** How letters are sent. */
public record PostSettings(MailServer relay, Sender sender, Dsn dsn, Pace pace, Patience patience) {
    /** Which delivery reports a relay that offers them (RFC 3461) is asked for. */
    public enum Dsn {
        /** What it does by itself. */
        OFF,
        /** What failed or is late. */
        FAILURE,
        /** Also what was delivered. */
        SUCCESS
    }

    /**
     * How much at once.
     *
     * @param perSecond letters; 0 for as many as the relay takes
     * @param connections at most, from 1
     */
    public record Pace(int perSecond, int connections) {
        public Pace {
            if (perSecond < 0 || connections < 1) {
                throw new IllegalArgumentException(
                        "perSecond " + perSecond + " from 0, connections " + connections + " from 1");
            }
        }
    }

    /**
     * Longest waits.
     *
     * @param connect for a connection
     * @param read for an answer
     * @param write for the other side to take what we send
     * @param verdict for the answer to a whole letter. Giving up early makes letters doubtful that were taken
     */
    public record Patience(Duration connect, Duration read, Duration write, Duration verdict) {
        /** {@code verdict} as RFC 5321, 4.5.3.2.6 asks for; the others are shorter than there, because a try costs little. */
        public static final Patience USUAL = new Patience(
                Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(10));
    }
}
