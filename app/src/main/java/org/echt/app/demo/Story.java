package org.echt.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.echt.app.cli.DemoOptions;
import org.echt.app.cli.ImportDesk;
import org.echt.app.cli.Workbench;
import org.echt.app.demo.Acme.Line;
import org.echt.core.access.Act;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.AttributeDesk.Setting;
import org.echt.core.attribute.Target;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallDesk.Previewed;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revision.State;
import org.echt.core.serial.Batch;

/** A laptop maker's story from keys to recall, performed for real, then checked answer by answer or served. */
public final class Story {
    private static final int SHOWN_REFUSALS = 8;

    private final DemoOptions options;
    private final Stage stage;
    private final Steps steps;
    private final Factory factory;
    private final DemoWorld world;
    private final Buyers buyers;

    public Story(DemoOptions options, Stage stage, PrintStream out) {
        this.options = options;
        this.stage = stage;
        this.steps = new Steps(out);
        this.factory = new Factory(new Acme(options.laptops()));
        this.world = new DemoWorld(factory, stage.keystore());
        this.buyers = new Buyers(factory);
    }

    /** Performs the story; returns the exit code: 0 when every answer was right, 1 otherwise. */
    public int perform() {
        try (stage) {
            boolean first = !Files.exists(stage.keystore());
            if (first) {
                steps.step("Keys", this::keys);
            }
            var bench = steps.step("Database", stage::open, _ -> "a PostgreSQL of its own, in " + stage.data());
            var answers = first ? tell(bench) : again(bench);
            return show(bench, answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AnswerCheck tell(Workbench bench) throws IOException {
        var people = steps.step(
                "People",
                () -> People.hire(bench.access()),
                p -> p.all().size() + " accounts, each with its own password");
        if (!options.exit()) {
            people.all().forEach(person -> steps.detail(person.told()));
        }
        steps.step("Products", () -> products(bench));
        steps.step("Batches", () -> batches(bench));
        steps.step("Attributes", () -> attributes(bench));
        var file = stage.data().resolve("erp-export.csv");
        var export = new ErpExport(factory, world.codec());
        var written = steps.step(
                "ERP export",
                () -> export.write(file),
                w -> "%,d rows, %d of them wrong on purpose".formatted(w.rows(), w.rejected()));
        imported(bench, file, written);
        steps.step(
                "Buyers",
                () -> buyers.handIn(bench, people.nora().because("The shop's list of what it sold.")),
                n -> "%,d sold laptops handed in by a shop, each buyer sealed under a key of their own".formatted(n));
        recall(bench, people);
        var answers = answers(bench);
        update(bench, people, answers);
        return answers;
    }

    private AnswerCheck answers(Workbench bench) {
        return new AnswerCheck(factory, bench, world.codec(), stage.serve());
    }

    /** The data folder holds the story already: the factory is remembered by building it again. */
    private AnswerCheck again(Workbench bench) throws IOException {
        var scratch = Files.createTempFile("echt-demo", ".csv");
        try {
            new ErpExport(factory, world.codec()).write(scratch);
        } finally {
            Files.delete(scratch);
        }
        return answers(bench);
    }

    private String keys() {
        var slot = world.keys();
        return "a master secret in " + stage.keystore() + " (only its owner may read it), slot " + slot.symbol();
    }

    private String products(Workbench bench) {
        world.products(bench);
        return "laptop > battery pack > 4 modules > 20 cells";
    }

    private String batches(Workbench bench) {
        var batches = world.batches(bench);
        long codes = batches.stream().mapToLong(Batch::count).sum();
        return "%,d codes issued as %d rows; %,d of them laptops"
                .formatted(codes, batches.size(), 5L * factory.laptops());
    }

    private String attributes(Workbench bench) {
        var desk = bench.attributes();
        desk.define(
                new AttributeDefinition(
                        "chemistry", AttributeDefinition.Type.TEXT, "", Visibility.PUBLIC, null, List.of()),
                "erp");
        desk.define(
                new AttributeDefinition(
                        "cell_maker", AttributeDefinition.Type.TEXT, "", Visibility.INTERNAL, null, List.of()),
                "erp");
        desk.define(
                new AttributeDefinition(
                        "colour",
                        AttributeDefinition.Type.ENUMERATION,
                        "",
                        Visibility.PUBLIC,
                        "black",
                        List.of("black", "silver")),
                "erp");
        desk.define(Firmware.DEFINITION, "erp");
        var settings = new ArrayList<Setting>();
        settings.add(Firmware.DELIVERED);
        settings.add(new Setting("chemistry", new Target.OfProduct(Acme.CELL.gtin()), "NMC 811"));
        for (int lot = 1; lot <= Line.CELLS_LINE.lots; lot++) {
            var target = new Target.OfLot(Acme.CELL.gtin(), Line.CELLS_LINE.lot(lot));
            settings.add(new Setting("cell_maker", target, lot <= 20 ? "Northcell" : "Sunrise Energy"));
        }
        settings.add(new Setting("colour", new Target.OfLot(Acme.LAPTOP.gtin(), Line.LAPTOPS.lot(2)), "silver"));
        var changeSet = desk.set(settings, "erp", "first take-over from the ERP", "");
        return changeSet.changes().size() + " values on products and lots, in one change set";
    }

    private void imported(Workbench bench, Path file, ErpExport.Written written) throws IOException {
        long began = System.nanoTime();
        var receipt = steps.step(
                "Import",
                () -> bench.imports()
                        .run(new ImportDesk.Request(file, false, null, "erp"), (doneBytes, bytes, rows) -> {
                            steps.progress(doneBytes, bytes, "%,d rows".formatted(rows));
                            return true;
                        }),
                r -> imported(r.counts(), System.nanoTime() - began));
        receipt.rejectedBy().forEach((cause, count) -> steps.detail("%-20s %d".formatted(cause, count)));
        compare("refused lines by cause", written.rejects(), receipt.rejectedBy());
        compare("stored rows", written.added(), receipt.counts().added());
        compare("rows known twice", written.same(), receipt.counts().same());
        report(bench, receipt);
    }

    /** Every refused line into a file, the first few before the reader. */
    private void report(Workbench bench, ImportDesk.Receipt receipt) throws IOException {
        var file = stage.data().resolve("refused-lines.tsv");
        try (var out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            out.println("line\tcolumn\tcause\tdetail");
            bench.imports()
                    .rejects(
                            receipt.job(),
                            r -> out.println(r.line() + "\t" + r.column() + "\t" + r.cause() + "\t" + r.detail()));
        }
        receipt.firstRejects().stream()
                .limit(SHOWN_REFUSALS)
                .forEach(r -> steps.detail("line " + r.line() + ": " + r.detail()));
        steps.detail("all of them: " + file);
    }

    private static String imported(ImportJob.Counts counts, long nanos) {
        return "%,d installations stored, %d known twice, %d lines refused; %,.0f rows/s"
                .formatted(counts.added(), counts.same(), counts.rejected(), counts.rows() / (nanos / 1e9));
    }

    private void compare(String what, Object expected, Object found) {
        steps.check(what, expected.equals(found), "expected " + expected + ", found " + found);
    }

    private void recall(Workbench bench, People people) throws IOException {
        var text = DemoWorld.badCellText();
        var mara = people.mara().because("Field report FR-1182: two batteries smoked.");
        var id = bench.recalls().draft(DemoWorld.content(bench), false, mara).id();
        var previewed = steps.step("Recall preview", () -> bench.recalls().preview(id, mara), p -> counts(text, p));
        compare("affected laptops", affectedLaptops(), affected(previewed));
        var hash = previewed.impact().summary().hash();
        bench.recalls().submit(id, hash, mara);
        steps.step("Four eyes", () -> refused(bench, id, hash, mara));
        var jonas = people.jonas().because("Preview and notice read.");
        steps.step(
                "Recall published",
                () -> bench.recalls().approve(id, hash, jonas),
                r -> r.id() + " v" + r.latest().version() + ", submitted by " + mara.name() + ", approved by "
                        + jonas.name());
        told(bench, id);
        steps.step("Remedy", () -> mend(bench, id));
    }

    /** Told are the buyers of what the recall concerns, and nobody else. */
    private void told(Workbench bench, String recall) throws IOException {
        steps.step(
                "Buyers told",
                stage::tell,
                n -> n + " letters, in " + stage.letters() + " as no mail server is set up");
        compare("buyers told", buyers.concerned(), buyers.told(bench, recall));
        compare("letters when it is planned once more", 0, stage.tell());
    }

    /** Whoever submitted a recall cannot approve it, whatever else they may do. */
    private String refused(Workbench bench, String id, String hash, Act submitter) {
        String answer;
        boolean right;
        try {
            answer = "approved by "
                    + bench.recalls().approve(id, hash, submitter).latest().by();
            right = false;
        } catch (RefusedException e) {
            answer = "refused: " + e.getMessage();
            right = e.fault() == Fault.NOT_ALLOWED
                    && bench.recalls().find(id).latest().state() == State.SUBMITTED;
        }
        steps.check("approval by the submitter", right, answer);
        return answer;
    }

    /** A notice whose scope tests an attribute: it follows each change of the attribute. */
    private void update(Workbench bench, People people, AnswerCheck answers) throws IOException {
        long item = factory.acme.item(Line.LAPTOPS, Cast.of(factory).updated());
        Firmware.set(bench, item, "2.3", "Read at the service desk.");
        steps.step(
                "Update published",
                () -> publishUpdate(bench, people),
                r -> r.id() + " v" + r.latest().version() + " for: " + Firmware.SCOPE);
        shown("Firmware 2.3", answers.updated("ISSUED AFFECTED"));
        Firmware.set(bench, item, "2.4", "Updated at the service desk.");
        shown("Firmware 2.4", answers.updated("ISSUED NOT_AFFECTED"));
    }

    private static Recall publishUpdate(Workbench bench, People people) {
        var desk = bench.recalls();
        var mara = people.mara().because("The battery display is wrong before firmware 2.4.");
        var pictures = DemoPictures.keep(bench, mara.name());
        var id = desk.draft(Firmware.notice(pictures), false, mara).id();
        var hash = desk.preview(id, mara).impact().summary().hash();
        desk.submit(id, hash, mara);
        return desk.approve(id, hash, people.jonas().because("Tried on three laptops."));
    }

    private void shown(String when, AnswerCheck.Row row) throws IOException {
        steps.step(when, () -> row.what() + ": " + row.answered());
        steps.check(when, row.right(), "expected " + row.expected() + ", answered " + row.answered());
    }

    private static long affected(Previewed previewed) {
        return previewed.impact().summary().affectedByProduct().getOrDefault("laptop", 0L);
    }

    private static String counts(String scope, Previewed previewed) {
        var summary = previewed.impact().summary();
        return "%s: affected %s; no complete build record %s"
                .formatted(scope, summary.affectedByProduct(), summary.unknownByProduct());
    }

    /** What the factory knows, counted one by one. */
    private long affectedLaptops() {
        return IntStream.range(0, factory.laptops())
                .filter(laptop -> factory.expected(laptop) == Factory.Expected.AFFECTED)
                .count();
    }

    private String mend(Workbench bench, String recall) {
        int laptop = Cast.of(factory).remedied();
        var when = Instant.parse("2026-11-04T09:30:00Z");
        bench.recallStore()
                .record(
                        new Remedy(
                                recall,
                                factory.acme.item(Line.LAPTOPS, laptop),
                                RemedyKind.REPLACEMENT,
                                when,
                                "shop 12",
                                ""),
                        bench.clock().instant());
        return "one affected laptop got its new battery";
    }

    private int show(Workbench bench, AnswerCheck answers) throws IOException {
        var address = answers.address();
        var rows = answers.cast(
                bench.recallStore().recalls().stream().map(Recall::id).toList());
        steps.table(address, rows);
        if (!options.exit()) {
            steps.say("Serving at " + address + "/ until Ctrl-C. The data stay in " + stage.data() + ".");
            stage.untilToldToStop();
            return 0;
        }
        rows.forEach(row ->
                steps.check(row.what(), row.right(), "expected " + row.expected() + ", answered " + row.answered()));
        var sample = steps.step("Sample", answers::sample, s -> s.text());
        steps.check("laptops drawn over HTTP", sample.wrong() == 0, sample.text());
        var all = steps.step("Every laptop", answers::everyLaptop, s -> s.text());
        steps.check("all laptops with a build record", all.wrong() == 0, all.text());
        return steps.verdict();
    }
}
