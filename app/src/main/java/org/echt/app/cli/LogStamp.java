package org.echt.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.echt.core.access.Right;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.ledger.Stamps.Answer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code echt log stamp}: an authority elsewhere confirms when the log looked so. */
@Command(
        name = "stamp",
        header = "Has the newest checkpoint time-stamped now (RFC 3161) by the authority of timestamp.url.",
        description = {"  echt log stamp", "A checkpoint that is stamped already is not stamped again."})
final class LogStamp extends Action.OnWorkbench {
    LogStamp(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) {
        shell.act(bench, Right.READ_AUDIT, "");
        var desk = LogCommands.desk(bench);
        if (!desk.isStamping()) {
            throw Complaint.failure(
                    "no authority confirms times", "Name one in the configuration: timestamp.url = https://...");
        }
        desk.place();
        var stamped = desk.stamp(bench.clock().instant())
                .orElseThrow(() -> Complaint.failure("the log has no entries yet", "See: echt log status"));
        if (stamped.says() instanceof Answer.Refused(var cause)) {
            throw Complaint.failure(cause, "Nothing was changed. Try again: echt log stamp");
        }
        var facts = new LinkedHashMap<String, @Nullable Object>();
        put(facts, stamped);
        output.facts(facts);
        return Exit.FINE;
    }

    static void put(Map<String, @Nullable Object> facts, LedgerDesk.Stamped stamped) {
        facts.put("stamped_up_to", stamped.size());
        switch (stamped.says()) {
            case Answer.Stamp(var _, var at, var authority) -> {
                facts.put("stamped_at", at.toString());
                facts.put("stamped_by", authority);
            }
            case Answer.Refused(var cause) -> facts.put("stamp_wrong", cause);
        }
    }
}
