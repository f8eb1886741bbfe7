package org.echt.app.cli;

import picocli.CommandLine.Command;

/** {@code echt doctor}. */
@Command(
        name = "doctor",
        header = "Looks at everything this installation needs, says what is wrong and what helps. Changes nothing.",
        description = {"  echt doctor", "  echt doctor --config echt.conf --json"})
final class DoctorCommand extends Action {
    DoctorCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run() {
        var output = shell.output();
        var findings = new Findings(output);
        shell.starter().examine(shell.options(), findings::add);
        if (output.isJson()) {
            output.list(findings.rows());
        }
        long wrong = findings.count(Finding.State.WRONG);
        long notices = findings.count(Finding.State.NOTICE);
        output.say(
                wrong > 0
                        ? wrong + " wrong, " + notices + " to look at."
                        : notices > 0 ? "Nothing is wrong; " + notices + " to look at." : "All is well.");
        return wrong == 0 ? Exit.FINE : Exit.FAILURE;
    }
}
