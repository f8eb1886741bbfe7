package org.echt.app.dossier;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.echt.app.answer.Language;
import org.echt.app.dossier.DossierText.Custody;
import org.echt.app.dossier.DossierText.Difference;
import org.echt.app.dossier.DossierText.Event;
import org.echt.app.dossier.DossierText.Proof;
import org.echt.app.dossier.DossierText.Redaction;
import org.echt.app.dossier.DossierText.Row;
import org.echt.app.dossier.DossierText.Step;
import org.echt.core.dossier.Facts;
import org.echt.core.dossier.Facts.Issued;
import org.echt.core.dossier.Facts.NotIssued;
import org.echt.core.dossier.Printer.Draft;
import org.echt.core.evidence.Profile;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Scan;
import org.echt.core.verify.Verdict.LinkCheck;

/** What is recorded, in the words of one language: the text of one copy. One use, one thread. */
final class DossierFacts {
    private static final String PROOFS = "proofs/";

    private final Draft draft;
    private final Profile profile;
    private final Map<String, String> digests;
    private final Language language;

    /** @param digests see {@link org.echt.core.dossier.Printer#print} */
    DossierFacts(Draft draft, Profile profile, Map<String, String> digests, Language language) {
        this.draft = draft;
        this.profile = profile;
        this.digests = digests;
        this.language = language;
    }

    DossierText text() {
        return new DossierText(
                head(),
                item(),
                issuance(),
                parts(),
                events(),
                recalls(),
                comparison(),
                integrity(),
                custody(),
                redactions());
    }

    private String brand() {
        return draft.facts() instanceof Issued issued
                ? issued.origin().product().brand()
                : draft.issuer();
    }

    private DossierText.Head head() {
        var made = draft.made();
        var product = draft.facts() instanceof Issued issued
                ? issued.origin().product().name()
                : "";
        return new DossierText.Head(
                made.id(), made.madeAt(), made.asOf(), draft.facts().readAt(), brand(), product, made.reference());
    }

    private List<Row> item() {
        var rows = new ArrayList<Row>();
        rows.add(row("code", draft.question().code().printed()));
        if (draft.facts() instanceof Issued issued) {
            var batch = issued.origin().committed().batch();
            rows.add(row("product", issued.origin().product().name()));
            rows.add(row("gtin", batch.gtin().digits()));
            rows.add(row("lot", batch.lot()));
            rows.add(row("maker", batch.maker()));
            rows.add(row("produced", language.day(batch.producedOn())));
        }
        var gtin = draft.question().claims().gtin();
        var lot = draft.question().claims().lot();
        if (gtin != null) {
            rows.add(row("claimed.gtin", gtin.digits()));
        }
        if (lot != null) {
            rows.add(row("claimed.lot", lot));
        }
        if (draft.facts() instanceof Issued issued && issued.link() != LinkCheck.NOTHING_CLAIMED) {
            rows.add(row("agrees", language.say("link." + issued.link())));
        }
        return rows;
    }

    private Row row(String key, String value) {
        return new Row(language.say(key), value);
    }

    private DossierText.Issuance issuance() {
        return switch (draft.facts()) {
            case Issued issued -> {
                var committed = issued.origin().committed();
                var batch = committed.batch();
                yield new DossierText.Issued(
                        String.valueOf(batch.number()),
                        batch.lot(),
                        batch.count(),
                        committed.at(),
                        committed.early(),
                        List.of(
                                proof("proof.issuance", "issuance.json"),
                                new Proof(language.say("proof.batch"), PROOFS + "batch.tlog-proof", "")));
            }
            case NotIssued none ->
                new DossierText.NotIssued(
                        none.statement().tried().size(),
                        none.statement().batches().size(),
                        profile.shows(Kind.TRIALS) ? List.of(proof("proof.trials", "non-issuance.json")) : List.of());
        };
    }

    private Proof proof(String key, String file) {
        return new Proof(language.say(key), PROOFS + file, digests.getOrDefault(file, ""));
    }

    private DossierText.Parts parts() {
        if (!(draft.facts() instanceof Issued issued) || !profile.shows(Kind.BUILD)) {
            return new DossierText.Parts(List.of(), true);
        }
        var parts = issued.build().parts().stream().map(DossierFacts::part).toList();
        return new DossierText.Parts(parts, issued.build().isWhole());
    }

    private static DossierText.Part part(Facts.Part part) {
        var day = part.installation().from().atZone(ZoneOffset.UTC).toLocalDate();
        return new DossierText.Part(part.depth(), part.name(), part.number(), part.lot(), day);
    }

    private DossierText.Events events() {
        var receipts = digests.keySet().stream()
                .filter(file -> file.startsWith("receipt-"))
                .map(file -> proof(file.equals("receipt-keys.json") ? "proof.keys" : "proof.receipt", file))
                .toList();
        if (!(draft.facts() instanceof Issued issued)) {
            return new DossierText.Events(List.of(), 0, 0, receipts);
        }
        var past = issued.past();
        var events = new ArrayList<Event>();
        past.lives()
                .forEach(turn -> events.add(new Event(
                        turn.at(), language.say("life", "life", turn.life().name()))));
        past.checks().forEach(scan -> events.add(new Event(scan.at(), check(scan))));
        events.sort(Comparator.comparing(Event::at));
        return new DossierText.Events(
                events, past.state().checks(), past.checks().size(), receipts);
    }

    private String check(Scan scan) {
        return language.say(
                "check",
                Map.of(
                        "channel",
                        language.say("channel", "channel", scan.channel().name()),
                        "language",
                        scan.language(),
                        "reference",
                        scan.reference(),
                        "answer",
                        language.say("answer", "answer", scan.safety())));
    }

    private DossierText.Recalls recalls() {
        return draft.facts() instanceof Issued issued
                ? new RecallFacts(draft.question(), issued, language).recalls()
                : new DossierText.Recalls(List.of(), 0);
    }

    private DossierText.Comparison comparison() {
        if (!(draft.facts() instanceof Issued issued)) {
            return new DossierText.Comparison(List.of(), "");
        }
        var batch = issued.origin().committed().batch();
        var claims = draft.question().claims();
        var differences = new ArrayList<Difference>();
        var gtin = claims.gtin();
        var lot = claims.lot();
        if (gtin != null && !gtin.equals(batch.gtin())) {
            differences.add(new Difference(language.say("gtin"), batch.gtin().digits(), gtin.digits()));
        }
        if (lot != null && !lot.equals(batch.lot())) {
            differences.add(new Difference(language.say("lot"), batch.lot(), lot));
        }
        var use = issued.past().state().use();
        return new DossierText.Comparison(
                differences, use == Use.NORMAL ? "" : language.say("use." + use, "brand", brand()));
    }

    private DossierText.Integrity integrity() {
        var checkpoint = draft.checkpoint();
        var key = draft.log().vkey();
        return new DossierText.Integrity(
                checkpoint.checkpoint().origin(),
                checkpoint.checkpoint().size(),
                checkpoint.checkpoint().root().base64(),
                checkpoint.signatures().stream()
                        .map(line -> new DossierText.Signature(
                                line.name(), line.name().equals(draft.log().name()) ? key : ""))
                        .toList(),
                draft.isStamped(),
                "echt dossier verify FILE --log-key " + key);
    }

    private Custody custody() {
        var made = draft.made();
        var steps = new ArrayList<Step>();
        draft.before()
                .forEach(before ->
                        steps.add(new Step(before.madeAt(), brand(), language.say("step.before", "id", before.id()))));
        steps.add(new Step(draft.facts().readAt(), brand(), language.say("step.read")));
        var reference = made.reference().isEmpty() ? "none" : made.reference();
        steps.add(new Step(made.madeAt(), brand(), language.say("step.made", "reference", reference)));
        return new Custody(steps, profile.shows(Kind.STAFF) ? staff() : List.of());
    }

    private List<Step> staff() {
        return draft.facts().entries().stream()
                .map(entry -> entry.committed().done())
                .map(done -> new Step(
                        done.at(),
                        done.by(),
                        done.action() + ", " + done.object() + (done.why().isEmpty() ? "" : ": " + done.why())))
                .sorted(Comparator.comparing(Step::at))
                .toList();
    }

    private List<Redaction> redactions() {
        var redactions = new ArrayList<Redaction>();
        boolean issued = draft.facts() instanceof Issued;
        if (!issued && !profile.shows(Kind.TRIALS)) {
            redactions.add(redaction(3, "trials", false));
        }
        if (issued && !profile.shows(Kind.BUILD)) {
            redactions.add(redaction(4, "build", true));
        }
        if (!profile.shows(Kind.STAFF)) {
            redactions.add(redaction(9, "staff", false));
        }
        return redactions;
    }

    private Redaction redaction(int section, String what, boolean isWhole) {
        return new Redaction(section, language.say("hidden." + what), language.say("reason." + what), isWhole);
    }
}
