package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.core.access.Right;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.product.Product;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.WordLists;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code echt batch issue}: stores one batch row, puts the root of its codes into the log, then streams them into a file. The order's name is in the name of
 * the unfinished file before anything is stored, and the issuer issues an order once; so a command that is repeated
 * after any interruption goes on where the last one stopped and never issues again.
 */
@Command(
        name = "issue",
        header = "Issues a batch and writes its codes; repeat it after an interruption and it goes on.",
        description = {
            "  echt batch issue --product laptop --lot 26C11 --count 5000 --out codes.csv",
            "  echt batch issue --product cell --lot K7 --count 100000 --order PO-77 --columns code --out k7.csv",
            "  echt batch issue --product laptop --lot 26C12 --count 500 --columns code,inside --out scratch.csv"
        })
final class BatchIssue extends Action.Change {
    @Option(names = "--product", required = true, paramLabel = "P", description = "Key or GTIN.")
    String product = "";

    @Option(names = "--count", required = true, paramLabel = "N", description = "How many codes.")
    long count;

    @Option(names = "--lot", required = true, paramLabel = "L", description = "Production lot, 1 to 20 characters.")
    String lot = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "CSV file to make; never overwritten.")
    Path out = Path.of("");

    @Option(
            names = "--maker",
            paramLabel = "M",
            description = "Who prints and applies the codes; the product's brand otherwise.")
    @Nullable
    String maker;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Symbols of a code: 16, 18 or 20. Default: ${DEFAULT-VALUE}.")
    int length = 18;

    @Option(names = "--produced", paramLabel = "DATE", description = "Day of production; today otherwise.")
    @Nullable
    LocalDate produced;

    @Option(
            names = "--order",
            paramLabel = "ID",
            description = "Your name for this issuance; the same order is issued once.")
    @Nullable
    String order;

    @Option(
            names = "--words",
            paramLabel = "LIST",
            description = "Words no code may spell: standard or none. Default: standard.")
    @Nullable
    String words;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Columns of the file, from code,gtin,lot,link,inside. Default: all but inside.",
                "inside: six symbols for under a scratch field or in the box, by which an owner can register."
            })
    List<String> columns = CodeRows.COLUMNS;

    BatchIssue(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        CodeRows.check(columns);
        var by = shell.act(bench, Right.PRODUCE, "").name();
        var target = shell.path(out);
        String name = orderName(target);
        var catalogue = bench.catalogues().fresh();
        var known = catalogue.register().batches().batches().stream()
                .filter(b -> b.order().equals(name))
                .findFirst();
        var wish = wish(bench, ProductCommands.find(catalogue.register(), product), name, known);
        if (dryRun) {
            return preview(target, wish, known, catalogue, output);
        }
        try (var part = PartFile.open(target, name)) {
            if (Files.exists(target) && !part.isFinished()) {
                discardIfNew(part);
                throw PartFile.exists(target);
            }
            var batch = issue(bench, wish, by, part);
            say(output, batch);
            return release(bench, part, batch, by, output);
        }
    }

    /** Puts the batch into the log, and only then writes its codes. */
    private int release(Workbench bench, PartFile part, Batch batch, String by, Output output) throws IOException {
        CommittedBatch committed;
        try {
            committed = new Committing(shell, bench, output).commit(batch, by);
        } catch (Committing.Stopped _) {
            return stopped(batch, output);
        }
        int exit = write(bench, part, batch, output);
        if (exit == Exit.FINE) {
            output.facts(facts(committed));
        }
        return exit;
    }

    private int stopped(Batch batch, Output output) {
        output.say("Stopped. Nothing is lost; go on with:\n  " + again(batch));
        return Exit.PARTIAL;
    }

    private int preview(Path target, BatchOrder wish, Optional<Batch> known, Catalogue catalogue, Output output) {
        if (Files.exists(target)) {
            throw PartFile.exists(target);
        }
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put(
                "batch",
                known.map(Batch::number).orElse(catalogue.register().batches().maxNumber() + 1));
        facts.put("order", order == null ? null : wish.order());
        facts.put("product", product);
        facts.put("lot", wish.lot());
        facts.put("count", wish.count());
        facts.put("length", wish.length().symbols);
        facts.put("file", out);
        output.facts(facts);
        sayIfDry(output);
        return Exit.FINE;
    }

    /** The order as given, that of the one unfinished file, or a new one that nobody can guess. */
    private String orderName(Path target) throws IOException {
        var unfinished = PartFile.orders(target);
        if (order != null) {
            if (order.isBlank()) {
                throw Complaint.usage("the order has no name", "Give one, or leave --order out.");
            }
            return order;
        }
        if (unfinished.size() > 1) {
            throw Complaint.conflict(
                    "there are unfinished files of several orders: " + String.join(", ", unfinished),
                    "Say which one: --order ID");
        }
        return unfinished.isEmpty() ? "O-%016x".formatted(shell.random().nextLong()) : unfinished.getFirst();
    }

    /** What was left open is taken from the batch where the order is known: it may have been issued on another day. */
    private BatchOrder wish(Workbench bench, Product wanted, String name, Optional<Batch> known) {
        var today = LocalDate.ofInstant(bench.clock().instant(), ZoneOffset.UTC);
        return new BatchOrder(
                name,
                wanted.gtin(),
                lot,
                maker != null ? maker : known.map(Batch::maker).orElse(wanted.brand()),
                count,
                length(),
                produced != null ? produced : known.map(Batch::producedOn).orElse(today),
                words != null ? wordList(words) : known.map(Batch::wordList).orElseGet(() -> wordList("standard")));
    }

    private CodeLength length() {
        for (var possible : CodeLength.values()) {
            if (possible.symbols == length) {
                return possible;
            }
        }
        throw Complaint.usage("length " + length + " is none of 16, 18, 20", "Leave --length out for 18.");
    }

    private static String wordList(String name) {
        return switch (name) {
            case "standard" -> WordLists.standard().id();
            case "none" -> "";
            default -> throw Complaint.usage("word list \"" + name + "\" is unknown", "Possible are: standard, none");
        };
    }

    private static Batch issue(Workbench bench, BatchOrder wish, String by, PartFile part) throws IOException {
        return switch (bench.issuer().issue(wish, by)) {
            case Issue.Issued issued -> issued.batch();
            case Issue.OrderDiffers(var existing) -> {
                discardIfNew(part);
                throw Complaint.conflict(
                        "order " + wish.order() + " was issued before and asked for something else: "
                                + existing.count() + " codes of " + existing.length().symbols + " symbols, GTIN "
                                + existing.gtin() + ", lot " + existing.lot() + ", made " + existing.producedOn()
                                + " by " + existing.maker(),
                        "Ask for the same to go on with it, or give another --order.");
            }
            case Issue.OverQuota over -> {
                discardIfNew(part);
                throw overQuota(over);
            }
            case Issue.UnknownMaker(var name) -> {
                discardIfNew(part);
                throw Complaint.conflict(
                        "maker \"" + name + "\" is not on record, and orders must name one that is",
                        "Show them: echt maker list. Add it: echt maker add NAME (--own for your own production)");
            }
            case Issue.NoSlot(var reason) -> {
                discardIfNew(part);
                throw noSlot(reason);
            }
        };
    }

    private static void discardIfNew(PartFile part) throws IOException {
        if (part.isNew()) {
            part.discard();
        }
    }

    private static Complaint overQuota(Issue.OverQuota over) {
        var gtin = over.gtin();
        return Complaint.conflict(
                "this order is above the quota of maker \"" + over.maker() + "\" "
                        + (gtin == null ? "in all" : "for GTIN " + gtin) + ": asked " + over.asked() + ", used "
                        + over.used() + ", allowed " + over.allowed(),
                "Order fewer, or have the quota raised: echt maker quota NAME --codes N");
    }

    private static Complaint noSlot(Issue.Reason reason) {
        return switch (reason) {
            case NONE_OPEN -> Complaint.failure("no key slot is open", "Open one: echt key open");
            case BUDGETS_SPENT ->
                Complaint.failure(
                        "every open slot would hold more codes of this length than can safely be told from guesses",
                        "Open another slot (echt key open), or use longer codes (--length).");
            case NUMBERS_SPENT ->
                Complaint.failure("codes of this length have no batch number left", "Use longer codes (--length).");
        };
    }

    private static void say(Output output, Batch batch) {
        output.say("Batch " + batch.number() + ", order " + batch.order() + ": " + Words.count(batch.count(), "code")
                + " under slot " + batch.slot() + "/" + batch.slotVersion());
    }

    /** Streams the rest of the codes; stops at a good place when the process is to end. */
    private int write(Workbench bench, PartFile part, Batch batch, Output output) throws IOException {
        if (part.isFinished()) {
            part.discard();
            return Exit.FINE;
        }
        var authenticator = bench.catalogues().fresh().authenticator();
        var rows = new CodeRows(columns, batch, bench.domain(), authenticator.insideKey(batch));
        long from = part.takeUp(
                CodeRows.header(columns),
                batch.count(),
                i -> rows.row(
                        authenticator.codeOf(ItemNumber.of(batch.number(), i)).text()));
        if (from > 0) {
            output.say("Going on behind code " + from + ".");
        }
        try (var guard = shell.interrupts().guard();
                var progress = new Progress(shell, "codes", batch.count(), from)) {
            var file = part.append();
            try {
                bench.issuance().stream(batch, from, rows.into(file), done -> {
                    progress.reached(from + done);
                    if (guard.stopping()) {
                        throw new Committing.Stopped();
                    }
                });
                file.flush();
                part.finish();
            } catch (Committing.Stopped _) {
                file.flush();
                part.force();
                progress.wipe();
                return stopped(batch, output);
            }
        }
        return Exit.FINE;
    }

    private String again(Batch batch) {
        return "echt" + shell.repeated() + " batch issue --product " + Words.quoted(product) + " --count " + count
                + " --lot " + Words.quoted(lot) + " --length " + length + " --order " + Words.quoted(batch.order())
                + (maker == null ? "" : " --maker " + Words.quoted(maker))
                + (produced == null ? "" : " --produced " + produced)
                + (words == null ? "" : " --words " + words)
                + (columns.equals(CodeRows.COLUMNS) ? "" : " --columns " + String.join(",", columns))
                + " --out " + Words.quoted(out.toString());
    }

    private Map<String, Object> facts(CommittedBatch committed) {
        var batch = committed.batch();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("batch", batch.number());
        facts.put("order", batch.order());
        facts.put("product", product);
        facts.put("lot", batch.lot());
        facts.put("count", batch.count());
        facts.put("length", batch.length().symbols);
        facts.put("slot", batch.slot() + "/" + batch.slotVersion());
        facts.put("root", committed.root().hex());
        facts.put("file", out);
        return facts;
    }
}
