package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.product.Product;
import org.echt.core.recall.Effectiveness;
import org.echt.core.recall.Effectiveness.Counts;
import org.echt.core.recall.Impact;
import org.echt.core.recall.Markets;
import org.echt.core.recall.Revision;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code echt recall export}: what an authority asks for, as far as it is recorded. A field nothing is recorded of stays
 * empty and is named on standard error; no number is ever guessed.
 *
 * <p>Source: fields and order of the CPSC's Monthly Progress Report; fields of the EU's Safety Business Gateway by
 * Regulation (EU) 2023/988, article 20 and its notification form.
 */
@Command(
        name = "export",
        header = "Writes what an authority's form asks for as CSV: field, value, where the value comes from.",
        description = {
            "  echt recall export R-2026-001 --form cpsc --from 2026-11-01 --to 2026-11-30 --out november.csv",
            "  echt recall export R-2026-001 --form sbg"
        })
final class RecallExport extends Action.OnWorkbench {
    private static final String COUNTED = "counted: echt recall progress";
    private static final String OPEN = "not recorded: to be filled in";

    /** Whose form. */
    enum Form {
        /** Monthly progress report to the U.S. Consumer Product Safety Commission. */
        CPSC,
        /** EU Safety Business Gateway. */
        SBG
    }

    @Parameters(paramLabel = "ID", description = "Id of the recall.")
    String id = "";

    @Option(names = "--form", required = true, paramLabel = "FORM", description = "cpsc or sbg.")
    Form form = Form.CPSC;

    @Option(names = "--out", paramLabel = "FILE", description = "Never overwritten; standard output otherwise.")
    @Nullable
    Path out;

    @Mixin
    Period period = new Period();

    RecallExport(Shell shell) {
        super(shell);
    }

    private record Field(String name, String value, String source) {}

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var found = period.count(bench, id);
        var known = new Known(bench, id, found, bench.recalls().impact(id));
        var fields = switch (form) {
            case CPSC -> cpsc(known);
            case SBG -> sbg(known);
        };
        var lines = new ArrayList<>(List.of("field,value,source"));
        fields.forEach(f -> lines.add(CsvLine.join(f.name, f.value, f.source)));
        write(lines, output);
        var open =
                fields.stream().filter(f -> f.value.isEmpty()).map(Field::name).toList();
        if (!open.isEmpty()) {
            output.say("Left empty, to be filled in: " + String.join("; ", open) + ".");
        }
        return Exit.FINE;
    }

    private void write(List<String> lines, Output output) throws IOException {
        if (out == null) {
            lines.forEach(output::line);
            return;
        }
        try {
            Files.write(shell.path(out), lines, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException _) {
            throw PartFile.exists(out);
        }
    }

    /** What both forms are filled from. */
    private record Known(Workbench bench, String id, Effectiveness found, Impact impact) {
        Revision inForce() {
            return bench.recalls().find(id).inForce().orElseThrow();
        }

        List<Product> products() {
            var register = bench.catalogues().fresh().register();
            var keys = impact.summary().affectedByProduct().keySet();
            return keys.stream().flatMap(key -> register.product(key).stream()).toList();
        }

        /** Messages of the period; nothing is known of them before there is a key store. */
        Field notices(String name, ContactAddress.Kind channel) {
            var field = "notices sent by " + name;
            return bench.serviceDesks()
                    .map(desks -> desks.messages().sent(id, channel, found.from(), found.to()))
                    .map(sent -> new Field(field, String.valueOf(sent), "counted: echt message status"))
                    .orElseGet(() -> open(field));
        }

        Map<String, Long> countries() {
            return Markets.countries(bench.catalogues().fresh().register(), impact.affected());
        }
    }

    private List<Field> cpsc(Known known) {
        var fields = new ArrayList<Field>();
        var text = known.inForce().content().notice().text(Jurisdiction.US, "en");
        fields.add(new Field("recall number", id, "recall"));
        fields.add(new Field("report from", period.firstDay(known.found), "--from"));
        fields.add(new Field("report to", period.lastDay(known.found), "--to"));
        fields.add(new Field("product", names(known.products()), "product register"));
        fields.add(new Field("hazard", text.hazard(), "notice in force, en"));
        known.found
                .levels()
                .forEach((level, counts) -> fields.add(counted("units at " + Words.lower(level), counts.affected())));
        fields.add(counted("units in total", known.found.total().affected()));
        known.found
                .levels()
                .forEach((level, counts) -> fields.add(counted(
                        "corrected this period at " + Words.lower(level),
                        counts.remedied().period())));
        fields.add(counted(
                "corrected this period in total", known.found.total().remedied().period()));
        known.found
                .levels()
                .forEach((level, counts) -> fields.add(counted(
                        "corrected to date at " + Words.lower(level),
                        counts.remedied().total())));
        fields.add(counted(
                "corrected to date in total", known.found.total().remedied().total()));
        fields.addAll(told(known.found.total()));
        for (var what : List.of("incidents", "injuries")) {
            fields.add(open(what + " before the recall"));
            fields.add(open(what + " after the recall"));
        }
        fields.add(open("notices sent by letter"));
        fields.add(known.notices("e-mail", ContactAddress.Kind.EMAIL));
        fields.add(known.notices("text message", ContactAddress.Kind.PHONE));
        for (var channel : List.of("phone", "social media", "retailers")) {
            fields.add(open("notices sent by " + channel));
        }
        long sent = known.bench
                .proofs()
                .items(id, known.found.since(), known.found.to())
                .and(known.impact.affected())
                .size();
        fields.add(new Field("responses by web form", String.valueOf(sent), "counted: units a proof was sent for"));
        for (var channel : List.of("phone", "e-mail", "letter")) {
            fields.add(open("responses by " + channel));
        }
        fields.add(open("web hits"));
        return fields;
    }

    private List<Field> sbg(Known known) {
        var inForce = known.inForce();
        var notice = inForce.content().notice();
        var text = notice.text(Jurisdiction.EU, "en");
        var words = "notice in force, en";
        var products = known.products();
        var fields = new ArrayList<Field>();
        fields.add(new Field("reference", id + " v" + inForce.version(), "recall"));
        fields.add(new Field("kind of notification", Words.lower(notice.kind()), "notice in force"));
        fields.add(new Field("first published", known.found.since().toString(), "recall"));
        fields.add(field("brand", either(text.subject().brand(), brands(products)), words));
        fields.add(field("product name", either(text.subject().name(), names(products)), words));
        fields.add(field(
                "gtin", joined(products.stream().map(p -> p.gtin().digits()).toList()), "product register"));
        fields.add(field("batch and serial numbers", text.subject().identifiers(), words));
        fields.add(field("where sold", text.subject().sold(), words));
        fields.add(open("product category"));
        fields.add(open("country of origin"));
        fields.add(field("risk", text.hazard(), words));
        fields.add(open("type of risk"));
        fields.add(open("accidents and injuries"));
        fields.add(new Field("measure", Words.lower(notice.action()), "notice in force"));
        fields.add(field("what owners are told", joined(text.steps()), words));
        fields.add(field(
                "remedies",
                joined(new TreeSet<>(notice.offered())
                        .stream().map(Words::lower).toList()),
                "notice in force"));
        fields.add(counted("units affected", known.found.total().affected()));
        fields.add(counted("units corrected", known.found.total().remedied().total()));
        fields.addAll(told(known.found.total()));
        var countries = known.countries();
        fields.add(field(
                "units by country",
                countries.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining("; ")),
                countries.isEmpty() ? "attribute market is not set" : "attribute market"));
        fields.add(field("contact", joined(text.contacts()), words));
        fields.add(new Field("address of the notice", "https://" + known.bench.domain() + "/r/" + id, "recall"));
        fields.add(open("manufacturer, address"));
        fields.add(open("authorised representative or importer, address"));
        fields.add(open("notifying person, e-mail"));
        return fields;
    }

    /** What became of messages, in units: one message may be about several, and several about one. */
    private static List<Field> told(Counts total) {
        return List.of(
                counted("units whose holder can be reached", total.reachable()),
                counted("units notified of this period", total.notified().period()),
                counted("units notified of to date", total.notified().total()),
                counted(
                        "of these delivered, as far as reported",
                        total.delivered().total()),
                counted("of these read", total.read().total()),
                counted("units answered for this period", total.answered().period()),
                counted("units answered for to date", total.answered().total()));
    }

    private static Field counted(String name, long count) {
        return new Field(name, String.valueOf(count), COUNTED);
    }

    private static Field open(String name) {
        return new Field(name, "", OPEN);
    }

    private static Field field(String name, String value, String source) {
        return new Field(name, value, value.isEmpty() ? OPEN : source);
    }

    private static String either(String one, String other) {
        return one.isBlank() ? other : one;
    }

    private static String names(List<Product> products) {
        return joined(products.stream().map(Product::name).toList());
    }

    private static String brands(List<Product> products) {
        return joined(products.stream().map(Product::brand).distinct().toList());
    }

    private static String joined(List<String> texts) {
        return String.join("; ", texts);
    }
}
