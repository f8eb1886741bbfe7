package org.echt.core.recall;

import java.time.Instant;
import java.util.Locale;
import org.echt.core.attribute.ScopeText;
import org.echt.core.audit.AuditEntry;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeText;
import org.echt.core.scan.LifeChange;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/** What the audit log says of recalls, remedies and decided proofs. The revisions themselves are kept for ever; their numbers lead to them. */
public final class RecallAudit {
    private RecallAudit() {}

    /** @param before the revision before; null for the first */
    public static AuditEntry of(String recall, @Nullable Revision before, Revision after) {
        return new AuditEntry(
                after.at(),
                after.by(),
                "recall." + after.state().name().toLowerCase(Locale.ROOT),
                recall,
                before == null ? "" : described(before),
                described(after),
                after.why(),
                facts(recall, after));
    }

    /** What everybody may know: which version is told, and the hash of what was previewed and signed. Of drafts, nothing. */
    private static Value.Members facts(String recall, Revision revision) {
        return revision.state().isPublic()
                ? Value.object()
                        .put("kind", revision.kind().name())
                        .put("preview", revision.impact().hash())
                        .put("recall", recall)
                        .put("revision", revision.number())
                        .put("texts", texts(revision.content().notice()))
                        .put("version", revision.version())
                        .build()
                : Value.object().build();
    }

    /** SHA-256 of each text in its canonical form, by law and language. */
    private static Value.Members texts(Notice notice) {
        var texts = Value.object();
        notice.texts()
                .forEach((law, byLanguage) ->
                        byLanguage.forEach((language, text) -> texts.put(law + "/" + language, sha256(text))));
        return texts.build();
    }

    /** SHA-256 of a text in its canonical form, in hexadecimal digits: what the log holds of it once it is told. */
    public static String sha256(NoticeText text) {
        return Hash.sha256(CanonicalJson.write(text.canonical())).hex();
    }

    private static String described(Revision revision) {
        var content = revision.content();
        return "revision " + revision.number() + ", " + revision.state() + " v" + revision.version() + ", "
                + revision.kind()
                + (revision.lapsesAt() == null ? "" : ", alone until " + revision.lapsesAt()) + "; "
                + content.notice().kind() + " " + content.action() + ", units without a build record "
                + content.unknownBuild() + "; " + counted(revision.impact()) + "; "
                + shortened(ScopeText.write(content.scope()));
    }

    private static String counted(Impact.Summary impact) {
        return impact.isCounted() ? "affected " + impact.affected() + ", hash " + impact.hash() : "not counted yet";
    }

    private static String shortened(String scope) {
        return scope.length() <= 2_000 ? scope : scope.substring(0, 2_000) + "...";
    }

    /** @param now when it is recorded; the remedy itself tells when it was done, as somebody says */
    public static AuditEntry of(Remedy remedy, Instant now) {
        return new AuditEntry(
                now,
                remedy.by(),
                "remedy.recorded",
                remedy.recall(),
                "",
                remedy.kind() + " of item " + remedy.item() + " at " + remedy.at(),
                remedy.note());
    }

    /**
     * Somebody decided a customer's proof.
     *
     * @param proof as it was before
     */
    public static AuditEntry of(Proof proof, Proof.Decision decision) {
        var after = decision.state().name();
        return new AuditEntry(
                decision.at(),
                decision.by(),
                "proof." + after.toLowerCase(Locale.ROOT),
                proof.id(),
                proof.state().name(),
                after + ": " + proof.kind() + " of item " + proof.item() + " for " + proof.recall(),
                decision.why());
    }

    public static AuditEntry of(Revocation revocation) {
        return new AuditEntry(
                revocation.at(),
                revocation.by(),
                "remedy.revoked",
                revocation.recall(),
                LifeChange.object(revocation.item()),
                "",
                revocation.why());
    }
}
