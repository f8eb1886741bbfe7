package org.echt.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import org.echt.app.config.ConfigException;
import org.echt.app.keys.KeystoreException;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words every failure: what and why, then what to do next. Stack traces only with {@code --debug}. */
final class Complaints implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Shell shell;

    Complaints(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var next = new ArrayList<String>();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            next.add("Maybe: " + String.join(" or ", unmatched.getSuggestions()) + "?");
        }
        next.add("Examples: echt help" + path(command));
        say(new Complaint(Exit.USAGE, Masking.maskMail(firstLine(wrong)), String.join("  ", next)));
        return Exit.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        var complaint = complaint(e);
        say(complaint);
        if (shell.isDebug()) {
            e.printStackTrace(shell.terminal().err());
        }
        return complaint.exit();
    }

    private static Complaint complaint(Exception e) {
        return switch (e) {
            case Complaint complaint -> complaint;
            case RefusedException refused ->
                new Complaint(refused.fault().exit, message(refused), refused.fault().wayOut);
            case StoreUnavailableException unavailable ->
                new Complaint(
                        Fault.UNAVAILABLE.exit,
                        "the store cannot be reached: " + message(unavailable),
                        Fault.UNAVAILABLE.wayOut);
            case ConfigException config -> new Complaint(Exit.USAGE, message(config), "");
            case KeystoreException keystore -> Complaint.failure(message(keystore), "");
            case UncheckedIOException io ->
                ofFile(io.getCause() == null ? new IOException(message(io)) : io.getCause());
            case IOException io -> ofFile(io);
            case IllegalArgumentException wrong -> Complaint.usage(message(wrong), "");
            default ->
                Complaint.failure(
                        "something is wrong in the program itself: "
                                + e.getClass().getSimpleName() + ": " + message(e),
                        "Repeat the command with --debug and report what it says.");
        };
    }

    private static Complaint ofFile(IOException e) {
        return switch (e) {
            case NoSuchFileException missing ->
                Complaint.failure("there is no file or folder " + missing.getFile(), "Check its name.");
            case AccessDeniedException denied ->
                Complaint.failure("access to " + denied.getFile() + " is denied", "Check its owner and mode.");
            default -> Complaint.failure("a file cannot be read or written: " + message(e), "");
        };
    }

    /** Nothing said here holds a whole code, whoever worded it. */
    private void say(Complaint complaint) {
        PrintStream err = shell.terminal().err();
        err.print("echt: " + Masking.mask(shown(message(complaint))) + "\n");
        if (!complaint.next().isEmpty()) {
            err.print("      " + Masking.mask(shown(complaint.next())) + "\n");
        }
    }

    private static String shown(String text) {
        return Output.visible(text.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    private static String firstLine(ParameterException wrong) {
        return message(wrong).lines().findFirst().orElse("");
    }

    private static String message(Exception e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** The words behind {@code echt} that lead to the command. */
    private static String path(CommandLine command) {
        var name = command.getCommandSpec().qualifiedName(" ");
        return name.substring("echt".length());
    }
}
