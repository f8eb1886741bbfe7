package org.echt.app.letter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * An answer somebody wants to have by mail, as it waits: sealed under their key.
 *
 * @param reference of the check
 * @param at when it was made
 * @param path where the code can be checked again
 * @param pdf the answer
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Receipt(String reference, Instant at, String path, byte[] pdf) {
    /** The bytes that are sealed. */
    public byte[] write() {
        var bytes = new ByteArrayOutputStream(pdf.length + 100);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(reference);
            out.writeLong(at.toEpochMilli());
            out.writeUTF(path);
            out.write(pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Receipt read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Receipt(in.readUTF(), Instant.ofEpochMilli(in.readLong()), in.readUTF(), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
