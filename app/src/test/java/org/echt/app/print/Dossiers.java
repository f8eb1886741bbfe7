package org.echt.app.print;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.dossier.DossierText;
import org.echt.app.dossier.DossierText.Claim;
import org.echt.app.dossier.DossierText.Difference;
import org.echt.app.dossier.DossierText.Event;
import org.echt.app.dossier.DossierText.Head;
import org.echt.app.dossier.DossierText.How;
import org.echt.app.dossier.DossierText.Integrity;
import org.echt.app.dossier.DossierText.Issued;
import org.echt.app.dossier.DossierText.Message;
import org.echt.app.dossier.DossierText.NotIssued;
import org.echt.app.dossier.DossierText.Part;
import org.echt.app.dossier.DossierText.Proof;
import org.echt.app.dossier.DossierText.Recall;
import org.echt.app.dossier.DossierText.Redaction;
import org.echt.app.dossier.DossierText.Scope;
import org.echt.app.dossier.DossierText.Signature;
import org.echt.app.dossier.DossierText.Stamp;
import org.echt.app.dossier.DossierText.Step;
import org.echt.app.dossier.DossierText.Value;

/** Dossiers for the tests: a drill whose battery was recalled, and a code nobody issued. */
final class Dossiers {
    static final Instant MADE = Instant.parse("2026-11-27T10:00:00Z");
    private static final String HASH = "3f7a0c5ed1b24496a7f0c8d2be915f6d44a1870b2c93e05f18d7a6b3c40e9f21";
    private static final String TRADE_SECRET = "business secret of a supplier";

    private Dossiers() {}

    static DossierText issued() {
        return new DossierText(
                new Head("D-2026-0007", MADE, at("2026-11-26T23:59:59"), "Acme", "Drill D 18"),
                claim("Recall: stop using it"),
                new Issued(
                        "1042",
                        "L-2026-31",
                        50_000,
                        at("2026-08-03T06:12:40"),
                        List.of(
                                new Proof("The code is in the batch", "proofs/code.json", HASH),
                                new Proof("The batch is in the log", "proofs/batch.tlog-proof", HASH))),
                parts(),
                List.of(
                        new Event(at("2026-08-03T06:12:40"), "Batch entered into the log"),
                        new Event(at("2026-08-04T09:30:00"), "Made"),
                        new Event(at("2026-08-11T14:00:00"), "Delivered to a dealer in Germany"),
                        new Event(at("2026-11-20T18:44:10"), "Checked on the web: issued, recalled")),
                recalls(),
                List.of(
                        new Difference("Colour of the housing", Value.of("green"), Value.of("blue")),
                        new Difference("Place of the other check", Value.of("none"), Value.redacted("personal data"))),
                integrity(List.of(
                        new Stamp("CN=Time-stamp unit 4", at("2026-11-27T00:00:03"), false, "proofs/checkpoint.tsr"))),
                List.of(
                        new Step(MADE, "echt", "Made from the log of 1,500 entries"),
                        new Step(MADE.plusSeconds(60), "Legal department", "Handed to the court")),
                List.of(
                        new Redaction(4, "Number of a part", TRADE_SECRET),
                        new Redaction(7, "Place of the other check", "personal data")));
    }

    /** Nothing but a check. */
    static DossierText notIssued() {
        return new DossierText(
                new Head("D-2026-0008", MADE, MADE, "Acme", "Drill D 18"),
                claim("Not issued by Acme"),
                new NotIssued(3, 1_043, List.<Proof>of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                integrity(List.of()),
                List.of(),
                List.of());
    }

    private static Claim claim(String answer) {
        return new Claim(Value.of("7WAH10 8NRZGW VM7K3D"), "R-7K2Q-91", at("2026-11-20T18:44:10"), answer, "318");
    }

    private static List<Part> parts() {
        var day = LocalDate.parse("2026-08-04");
        var parts = new ArrayList<Part>();
        parts.add(new Part(1, "Motor unit", Value.of("M-88120"), day, "ERP import 2026-08-04"));
        parts.add(new Part(2, "Rotor", Value.redacted(TRADE_SECRET), day, "ERP import 2026-08-04"));
        parts.add(new Part(1, "PowerPack 10 battery", Value.of("PP10-004417"), day, "ERP import 2026-08-04"));
        for (int cell = 1; cell <= 10; cell++) {
            parts.add(new Part(2, "Cell", Value.of("C-77310" + cell), day, "Catena-X import 2026-08-02"));
        }
        return parts;
    }

    private static List<Recall> recalls() {
        var lines = List.of(
                "Product safety recall",
                "Stop using it at once.",
                "The battery can overheat and catch fire. It is exchanged free of charge. Take it out, keep it outside and call 0800 555 0142.");
        return List.of(
                new Recall(
                        "2026-03",
                        "PowerPack 10 battery can catch fire",
                        "en",
                        Scope.IN,
                        at("2026-11-18T07:00:00"),
                        "It contains a battery of lot PP10-31.",
                        List.of(
                                new Message(How.SHOWN, "web page", "en", at("2026-11-20T18:44:10"), "", HASH, lines),
                                new Message(
                                        How.SENT,
                                        "e-mail",
                                        "en",
                                        at("2026-11-18T07:02:11"),
                                        "accepted by the recipient’s server",
                                        HASH,
                                        lines))),
                new Recall(
                        "2025-11",
                        "Chuck key can break",
                        "en",
                        Scope.OUT,
                        null,
                        "The lot L-2026-31 is not among the lots of this recall.",
                        List.of()));
    }

    private static Integrity integrity(List<Stamp> stamps) {
        return new Integrity(
                "log.acme.example",
                1_500,
                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                at("2026-11-27T00:00:00"),
                List.of(
                        new Signature("log.acme.example", "Ed25519", "log.acme.example+1b4d3f22+AQ7c9kT0c3w5kHn6"),
                        new Signature("witness.auditor.example", "Ed25519", "witness.auditor.example+90ab33c1+BIx2")),
                stamps,
                "echt dossier verify dossier.zip");
    }

    private static Instant at(String time) {
        return Instant.parse(time + "Z");
    }
}
