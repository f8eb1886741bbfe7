package org.echt.core.ledger;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** Time-stamps (RFC 3161) of checkpoints, by an authority elsewhere (spec/log.md, "Time-stamps"). Thread-safe. */
public interface Stamps {
    /** Whether there is an authority to ask. What was stamped before can be read without one. */
    boolean isOn();

    /** Has the authority stamp these bytes; waits for it. */
    Answer ask(byte[] note);

    /** What a token says that is kept as a stamp of these bytes; refused where it is none. */
    Answer read(byte[] note, byte[] token);

    /** What came of it. */
    sealed interface Answer {
        /**
         * The bytes were there at this time.
         *
         * @param token signed by the authority (TimeStampToken), DER
         * @param authority subject of the certificate it is signed with
         */
        @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
        record Stamp(byte[] token, Instant at, String authority) implements Answer {}

        record Refused(String cause) implements Answer {}
    }

    /** A token as a file of its own: the answer (TimeStampResp, RFC 3161, 2.4.2) that grants it, DER. */
    static byte[] file(byte[] token) {
        byte[] granted = {0x30, 3, 2, 1, 0};
        int length = granted.length + token.length;
        var file = new ByteArrayOutputStream(length + 5);
        file.write(0x30);
        if (length < 0x80) {
            file.write(length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
            file.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                file.write(length >> (Byte.SIZE * i));
            }
        }
        file.writeBytes(granted);
        file.writeBytes(token);
        return file.toByteArray();
    }
}
