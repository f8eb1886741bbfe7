package org.echt.app.print;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.dossier.DossierText;
import org.echt.app.dossier.DossierText.Comparison;
import org.echt.app.dossier.DossierText.Custody;
import org.echt.app.dossier.DossierText.Difference;
import org.echt.app.dossier.DossierText.Event;
import org.echt.app.dossier.DossierText.Events;
import org.echt.app.dossier.DossierText.Head;
import org.echt.app.dossier.DossierText.How;
import org.echt.app.dossier.DossierText.Integrity;
import org.echt.app.dossier.DossierText.Issued;
import org.echt.app.dossier.DossierText.NotIssued;
import org.echt.app.dossier.DossierText.Part;
import org.echt.app.dossier.DossierText.Parts;
import org.echt.app.dossier.DossierText.Proof;
import org.echt.app.dossier.DossierText.Recall;
import org.echt.app.dossier.DossierText.Recalls;
import org.echt.app.dossier.DossierText.Redaction;
import org.echt.app.dossier.DossierText.Row;
import org.echt.app.dossier.DossierText.Scope;
import org.echt.app.dossier.DossierText.Signature;
import org.echt.app.dossier.DossierText.Step;
import org.echt.app.dossier.DossierText.Text;
import org.echt.app.dossier.DossierText.Told;

/** Dossiers for the tests: a drill whose battery was recalled, and a code nobody issued. */
final class Dossiers {
    static final Instant MADE = Instant.parse("2026-11-27T10:00:00Z");
    private static final String HASH = "3f7a0c5ed1b24496a7f0c8d2be915f6d44a1870b2c93e05f18d7a6b3c40e9f21";
    private static final String TRADE_SECRET = "business secret of a supplier";

    private Dossiers() {}

    static DossierText issued() {
        return new DossierText(
                new Head("D-2026-0007", MADE, at("2026-11-26T23:59:59"), MADE, "Acme", "Drill D 18", "12 O 34/26"),
                List.of(new Row("Code", "7WAH10 8NRZGW VM7K3D"), new Row("Lot", "L-2026-31")),
                new Issued(
                        "1042",
                        "L-2026-31",
                        50_000,
                        at("2026-08-03T06:12:40"),
                        false,
                        List.of(
                                new Proof("The code is in the batch", "proofs/issuance.json", HASH),
                                new Proof("The batch is in the log", "proofs/batch.tlog-proof", ""))),
                new Parts(List.of(), true),
                new Events(
                        List.of(
                                new Event(at("2026-08-11T14:00:00"), "In use"),
                                new Event(at("2026-11-20T18:44:10"), "Checked by web page: affected")),
                        7,
                        1,
                        List.of(new Proof("An answer somebody had", "proofs/receipt-1.json", HASH))),
                recalls(),
                new Comparison(List.of(new Difference("Lot", "L-2026-31", "L-2026-13")), ""),
                integrity(true),
                new Custody(List.of(new Step(MADE, "Acme", "Made this dossier")), List.of()),
                List.of(
                        new Redaction(4, "The build record", TRADE_SECRET, true),
                        new Redaction(9, "Who did what, by name", "data of employees", false)));
    }

    /** The same for the manufacturer's own side. */
    static DossierText whole() {
        var issued = issued();
        return new DossierText(
                issued.head(),
                issued.item(),
                issued.issuance(),
                new Parts(parts(), true),
                issued.events(),
                issued.recalls(),
                issued.differences(),
                issued.integrity(),
                new Custody(issued.custody().steps(), List.of(new Step(MADE, "anna", "batch.committed, batch 1042"))),
                List.of());
    }

    /** Nothing but a claim. */
    static DossierText notIssued() {
        return new DossierText(
                new Head("D-2026-0008", MADE, MADE, MADE, "Acme", "", ""),
                List.of(new Row("Code", "7WAH10 8NRZGW VM7K3D")),
                new NotIssued(3, 1_043, List.<Proof>of()),
                new Parts(List.of(), true),
                new Events(List.of(), 0, 0, List.of()),
                new Recalls(List.of(), 0),
                new Comparison(List.of(), ""),
                integrity(false),
                new Custody(List.of(new Step(MADE, "Acme", "Made this dossier")), List.of()),
                List.of());
    }

    private static List<Part> parts() {
        var day = LocalDate.parse("2026-08-04");
        var parts = new ArrayList<Part>();
        parts.add(new Part(1, "Motor unit", "M-88120", "", day));
        parts.add(new Part(2, "Rotor", "", "R-5", day));
        parts.add(new Part(1, "PowerPack 10 battery", "PP10-004417", "PP10-31", day));
        for (int cell = 1; cell <= 10; cell++) {
            parts.add(new Part(2, "Cell", "C-77310" + cell, "", day));
        }
        return parts;
    }

    private static Recalls recalls() {
        var lines = List.of(
                "Stop using it at once.",
                "The battery can overheat and catch fire. It is exchanged free of charge. Take it out, keep it outside and call 0800 555 0142.");
        return new Recalls(
                List.of(
                        new Recall(
                                "2026-03",
                                "PowerPack 10 battery can catch fire",
                                "en",
                                Scope.IN,
                                at("2026-11-18T07:00:00"),
                                "It contains a battery of lot PP10-31.",
                                List.of(new Event(at("2026-11-18T07:00:00"), "Version 1: affected")),
                                List.of(new Text(1, "EU", "en", HASH, "proofs/recall-2026-03-4.entry", lines)),
                                List.of(
                                        new Told(
                                                How.SENT,
                                                "e-mail",
                                                "",
                                                1,
                                                at("2026-11-18T07:02:11"),
                                                "taken by the mail server"),
                                        new Told(How.SHOWN, "web page", "en", 1, at("2026-11-20T18:44:10"), ""))),
                        new Recall(
                                "2025-11",
                                "Chuck key can break",
                                "en",
                                Scope.OUT,
                                null,
                                "",
                                List.of(new Event(at("2025-11-01T07:00:00"), "Version 1: not affected")),
                                List.of(),
                                List.of())),
                12);
    }

    private static Integrity integrity(boolean stamped) {
        return new Integrity(
                "log.acme.example",
                1_500,
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                List.of(
                        new Signature("log.acme.example", "log.acme.example+1b4d3f22+AQ7c9kT0c3w5kHn6"),
                        new Signature("witness.auditor.example", "")),
                stamped,
                "echt dossier verify FILE --log-key log.acme.example+1b4d3f22+AQ7c9kT0c3w5kHn6");
    }

    private static Instant at(String time) {
        return Instant.parse(time + "Z");
    }
}
