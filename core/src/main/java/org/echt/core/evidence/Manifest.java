package org.echt.core.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;

/**
 * What a dossier consists of, the same in all its copies; its hash is in the log, so nothing can be put in or taken out later.
 * Immutable.
 *
 * @param id name of the dossier
 * @param issuer whose dossier it is
 * @param asOf the day and time it speaks of
 * @param madeAt when it was made
 * @param log name of the log
 * @param sections commitment of every section, also of those a copy leaves out
 * @param pages the unsigned pages of each copy
 */
public record Manifest(
        String id,
        String issuer,
        Instant asOf,
        Instant madeAt,
        String log,
        Map<Kind, Commitment> sections,
        Map<Profile, Pages> pages) {
    private static final String FORMAT = "echt-dossier-1";

    public Manifest {
        sections = new EnumMap<>(sections);
        pages = new EnumMap<>(pages);
    }

    /**
     * A PDF as it was before anybody signed it: signatures are added behind these bytes.
     *
     * @param bytes how many
     */
    public record Pages(long bytes, Hash hash) {
        public static Pages of(byte[] pdf) {
            return new Pages(pdf.length, Hash.sha256(pdf));
        }
    }

    /** SHA-256 of the canonical form: what the log holds. */
    public Hash hash() {
        return Hash.sha256(CanonicalJson.write(json()));
    }

    Value.Members json() {
        var listed = new ArrayList<Value>();
        sections.forEach((kind, commitment) -> listed.add(Value.object()
                .put("commitment", commitment.hash().base64())
                .put("section", kind.text())
                .build()));
        var copies = Value.object();
        pages.forEach((profile, printed) -> copies.put(
                profile.text(),
                Value.object()
                        .put("bytes", printed.bytes())
                        .put("sha256", printed.hash().hex())));
        return Value.object()
                .put("asOf", asOf.toString())
                .put("format", FORMAT)
                .put("id", id)
                .put("issuer", issuer)
                .put("log", log)
                .put("madeAt", madeAt.toString())
                .put("pages", copies)
                .put("sections", listed)
                .build();
    }

    static Manifest read(Value.Members json) throws MalformedException {
        if (!json.text("format").orElse("").equals(FORMAT)) {
            throw new MalformedException("no manifest of " + FORMAT);
        }
        try {
            var manifest = new Manifest(
                    json.text("id").orElse(""),
                    json.text("issuer").orElse(""),
                    Instant.parse(json.text("asOf").orElse("")),
                    Instant.parse(json.text("madeAt").orElse("")),
                    json.text("log").orElse(""),
                    sections(json.array("sections").orElse(List.of())),
                    pages(json.object("pages").orElse(Value.object().build())));
            if (!manifest.json().equals(json)) {
                throw new MalformedException("the manifest has members that do not belong");
            }
            return manifest;
        } catch (DateTimeException e) {
            throw new MalformedException("manifest: " + e.getMessage());
        }
    }

    private static Map<Kind, Commitment> sections(List<Value> listed) throws MalformedException {
        var sections = new EnumMap<Kind, Commitment>(Kind.class);
        for (var one : listed) {
            if (!(one instanceof Value.Members section)) {
                throw new MalformedException("a section of the manifest is no object");
            }
            sections.put(
                    Kind.of(section.text("section").orElse("")),
                    new Commitment(Hash.ofBase64(section.text("commitment").orElse(""))));
        }
        return sections;
    }

    private static Map<Profile, Pages> pages(Value.Members copies) throws MalformedException {
        var pages = new EnumMap<Profile, Pages>(Profile.class);
        for (var name : copies.all().keySet()) {
            var printed = copies.object(name).orElse(Value.object().build());
            pages.put(
                    Profile.of(name),
                    new Pages(
                            printed.whole("bytes").orElse(-1),
                            Hash.ofHex(printed.text("sha256").orElse(""))));
        }
        return pages;
    }
}
