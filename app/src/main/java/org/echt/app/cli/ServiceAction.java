package org.echt.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/** What commands for persons share. No address is ever repeated by them. */
final class ServiceAction {
    private ServiceAction() {}

    static ServiceDesks desks(Workbench bench) {
        return bench.serviceDesks()
                .orElseThrow(() -> Complaint.failure(
                        "there is nothing that personal data could be sealed with", "Make one: echt key init"));
    }

    /** A mail address or telephone number as it was given; {@code -} reads it from standard input. */
    static ContactAddress address(String given, Terminal terminal) throws IOException {
        var text = given.equals("-") ? firstLine(terminal) : given;
        return ContactAddress.mail(text)
                .or(() -> ContactAddress.phone(text))
                .orElseThrow(() -> Complaint.usage(
                        "the address is no mail address and no telephone number with its country",
                        "Give it like name@example.org or +49 30 901820, or - for a line of standard input."));
    }

    private static String firstLine(Terminal terminal) throws IOException {
        var line = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    /**
     * Refuses unless the number of what goes was repeated.
     *
     * @param given what was given; null for nothing
     */
    static void confirm(@Nullable Long given, long found, String what) {
        if (given == null) {
            throw Complaint.usage(
                    "this ends " + found + " " + what + " for good",
                    "Repeat the command with --confirm-count " + found + ", or with --dry-run to look first.");
        }
        if (given != found) {
            throw Complaint.conflict(
                    "there are " + found + " " + what + ", not " + given, "Look again with --dry-run, then decide.");
        }
    }

    /** Writes what names a person, readable by whoever runs the command and nobody else. */
    static void write(Path target, byte[] bytes) throws IOException {
        try {
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            throw PartFile.exists(target);
        }
        Files.write(target, bytes);
    }
}
