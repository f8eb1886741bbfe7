package org.echt.app.cli;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.echt.core.gs1.Gtin;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/** The command line: one call, one command, one exit code. */
public final class Cli {
    /** Examples first. */
    private static final List<String> HELP_SECTIONS = List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST);

    private Cli() {}

    /** Runs one command of this process; the caller ends the process with the exit code returned. */
    public static int run(String[] arguments, Starter starter) {
        var surroundings = new Shell.Surroundings(
                Path.of(""),
                System.getProperty("user.name", "unknown"),
                new SecureRandom(),
                System::nanoTime,
                Interrupts.ofProcess());
        return run(arguments, new Shell(Terminal.system(), starter, surroundings));
    }

    static int run(String[] arguments, Shell shell) {
        int exit = commandLine(shell).execute(arguments);
        shell.terminal().out().flush();
        if (shell.terminal().out().checkError()) {
            return exit == Exit.FINE ? Exit.FAILURE : exit;
        }
        return exit;
    }

    static CommandLine commandLine(Shell shell) {
        var complaints = new Complaints(shell);
        var terminal = shell.terminal();
        var command = new CommandLine(shell.newRoot(), new Factory(shell));
        dress(command);
        return command.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setHelpSectionKeys(HELP_SECTIONS)
                .setExecutionExceptionHandler(complaints)
                .setParameterExceptionHandler(complaints)
                .setUsageHelpWidth(100)
                .registerConverter(Charset.class, strictly(Cli::charset))
                .registerConverter(Gtin.class, strictly(Gtin::of))
                .registerConverter(LocalDate.class, strictly(Cli::day))
                .registerConverter(Instant.class, strictly(Cli::instant));
    }

    /** The same face for every command: examples first, options in their order, and {@code --help}. */
    private static void dress(CommandLine command) {
        var spec = command.getCommandSpec();
        spec.usageMessage()
                .descriptionHeading("%nExamples:%n")
                .synopsisHeading("%nUsage: ")
                .synopsisSubcommandLabel("COMMAND")
                .parameterListHeading("%nValues:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Examples and all options.")
                .build());
        command.getSubcommands().values().forEach(Cli::dress);
    }

    private static Charset charset(String text) {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no encoding that is known here. Maybe UTF-8 or windows-1252?", e);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a date like 2026-11-04", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a date like 2026-11-04 or a time like 2026-11-04T09:30:00Z", e);
        }
    }

    /** The message of the conversion itself, without picocli's words around it. */
    private static <T> ITypeConverter<T> strictly(ITypeConverter<T> converter) {
        return text -> {
            try {
                return converter.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }

    /** Hands the shell to every command. */
    private record Factory(Shell shell) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Shell.class).newInstance(shell);
            } catch (NoSuchMethodException _) {
                return CommandLine.defaultFactory().create(type);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(type + " cannot be made", e);
            }
        }
    }
}
