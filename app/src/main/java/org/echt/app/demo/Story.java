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
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.AttributeDesk.Setting;
import org.echt.core.attribute.Target;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallDesk.Previewed;
import org.echt.core.recall.Remedy;
import org.echt.core.serial.Batch;

/** A laptop maker's story from keys to recall, performed for real, then checked answer by answer or served. */
public final class Story {
    private static final Act QUALITY =
            new Act(Actor.of("mara.vogel", Role.QUALITY), "Field report FR-1182: two batteries smoked.");

    private static final Act APPROVER = new Act(Actor.of("jonas.kern", Role.APPROVER), "Preview and notice read.");

    private static final int SHOWN_REFUSALS = 8;

    private final DemoOptions options;
    private final Stage stage;
    private final Steps steps;
    private final Factory factory;
    private final DemoWorld world;

    public Story(DemoOptions options, Stage stage, PrintStream out) {
        this.options = options;
        this.stage = stage;
        this.steps = new Steps(out);
        this.factory = new Factory(new Acme(options.laptops()));
        this.world = new DemoWorld(factory, stage.keystore());
    }

    /** Performs the story; returns the exit code: 0 when every answer was right, 1 otherwise. */
    public int perform() {
        try (stage) {
            boolean first = !Files.exists(stage.keystore());
            if (first) {
                steps.step("Keys", this::keys);
            }
            var bench = steps.step("Database", stage::open, _ -> "a PostgreSQL of its own, in " + stage.data());
            var recall = first ? tell(bench) : again(bench);
            return show(bench, recall);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tell(Workbench bench) throws IOException {
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
        return recall(bench);
    }

    /** The data folder holds the story already: the factory is remembered by building it again. */
    private String again(Workbench bench) throws IOException {
        var scratch = Files.createTempFile("echt-demo", ".csv");
        try {
            new ErpExport(factory, world.codec()).write(scratch);
        } finally {
            Files.delete(scratch);
        }
        return bench.recallStore().recalls().getFirst().id();
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
        var settings = new ArrayList<Setting>();
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

    private String recall(Workbench bench) throws IOException {
        var text = DemoWorld.badCellText();
        var draft = bench.recalls().draft(DemoWorld.content(), false, QUALITY);
        var previewed =
                steps.step("Recall preview", () -> bench.recalls().preview(draft.id(), QUALITY), p -> counts(text, p));
        compare("affected laptops", affectedLaptops(), affected(previewed));
        steps.step(
                "Recall published",
                () -> publish(bench, draft.id(), previewed.impact().summary().hash()),
                r -> r.id() + " v" + r.latest().version());
        steps.step("Remedy", () -> mend(bench, draft.id()));
        return draft.id();
    }

    private static Recall publish(Workbench bench, String id, String hash) {
        bench.recalls().submit(id, hash, QUALITY);
        return bench.recalls().approve(id, hash, APPROVER);
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

    private int show(Workbench bench, String recall) throws IOException {
        var address = stage.serve();
        var answers = new AnswerCheck(factory, bench, world.codec(), address);
        var rows = answers.cast(recall);
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
