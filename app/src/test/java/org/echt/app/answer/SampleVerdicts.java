package org.echt.app.answer;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.echt.core.attribute.Scope;
import org.echt.core.gs1.Gtin;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.product.Product;
import org.echt.core.recall.Content;
import org.echt.core.recall.Impact;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.State;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.SerialCode;
import org.echt.core.serial.WordList;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.Concern;
import org.echt.core.verify.Verdict.LinkCheck;
import org.echt.core.verify.Verdict.RemedyState;
import org.echt.core.verify.Verdict.Via;
import org.jspecify.annotations.Nullable;

/** One verdict per state, by name, about one believable house: Acme, its laptop and the battery inside. */
public final class SampleVerdicts {
    public static final Site SITE =
            new Site("Acme", "verify.acme.example", "0800 000 000", "safety@acme.example", Jurisdiction.EU);
    public static final Instant NOW = Instant.parse("2026-11-22T23:10:00Z");
    public static final Product BATTERY =
            new Product(Gtin.of("04012345000016"), "battery", "PowerPack 10 battery", "Acme", List.of());
    public static final Product LAPTOP =
            new Product(Gtin.of("04012345000023"), "laptop", "Notebook N14", "Acme", List.of());

    private static final Verdict.Stamp STAMP = new Verdict.Stamp(NOW, 4711, "CHK-8F3K-22QX");
    /** The key of the vectors in spec/serial-code.md, which these codes come from. */
    private static final KeyRing RING = new KeyRing(List.of(new KeySlot(
            "acme",
            '7',
            1,
            KeySlot.State.OPEN,
            SoftwareKeys.ofAes256(SecretBytes.copyOf(
                    HexFormat.of().parseHex("4b7b46dbdf47089e026fd45c24522fa48f83e8bf718dfc4795432a2fb60afd1c"))))));

    private static final SerialCode CODE = new SerialCode("7WAH108NRZGWVM7DYC");
    private static final SerialCode CODE16 = new SerialCode("71K9JD07QXMSR696");
    private static final SerialCode CODE20 = new SerialCode("72QXSWH9EDVCD19NN994");

    private SampleVerdicts() {}

    /** Every sample in a fixed order; names are lower-case words joined by dashes. */
    public static Map<String, Verdict> all() {
        var all = new LinkedHashMap<String, Verdict>();
        all.put("issued", new Sample().verdict());
        recalls(all);
        lives(all);
        uses(all);
        mixtures(all);
        unjudged(all);
        return all;
    }

    private static void recalls(Map<String, Verdict> all) {
        all.put("stop-use", new Sample().concern(affected(new Via.Item())).verdict());
        all.put(
                "stop-use-part",
                new Sample().product(LAPTOP).concern(affected(part())).verdict());
        all.put(
                "stop-use-lot",
                new Sample().concern(affected(new Via.Lot("26C12"))).verdict());
        all.put(
                "stop-use-product",
                new Sample().concern(affected(new Via.AllOfProduct())).verdict());
        all.put("remedy-pending", new Sample().concern(pending()).verdict());
        all.put("warning-check", new Sample().concern(warning(Action.CHECK)).verdict());
        all.put("warning-update", new Sample().concern(warning(Action.UPDATE)).verdict());
        all.put("warning-info", new Sample().concern(warning(Action.INFO)).verdict());
        all.put("stop-use-lapsed", new Sample().concern(lapsed()).verdict());
        all.put(
                "stop-use-and-info",
                new Sample()
                        .concern(affected(new Via.Item()))
                        .concern(warning(Action.INFO))
                        .verdict());
        all.put(
                "possibly-affected",
                new Sample()
                        .concern(concern(
                                "R-2026-014", Answer.POSSIBLY_AFFECTED, Action.STOP_USE, new Via.NoBuildRecord()))
                        .verdict());
        all.put("possibly-warning", new Sample().concern(possibly(Action.CHECK)).verdict());
        all.put("possibly-update", new Sample().concern(possibly(Action.UPDATE)).verdict());
        all.put(
                "unknown-recall",
                new Sample()
                        .concern(concern("R-2026-014", Answer.UNKNOWN, Action.STOP_USE, new Via.AllOfProduct()))
                        .verdict());
        all.put("unknown-safety", new Sample().clear(false).verdict());
        all.put("remedied", new Sample().clear(true).concern(remedied()).verdict());
        all.put("remedied-update", new Sample().clear(true).concern(updated()).verdict());
        all.put(
                "remedied-unclear",
                new Sample().clear(false).concern(remedied()).verdict());
    }

    private static void lives(Map<String, Verdict> all) {
        for (var life : Life.values()) {
            if (life != Life.COMMISSIONED) {
                all.put(
                        life.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                        new Sample().life(life).verdict());
            }
        }
    }

    private static void uses(Map<String, Verdict> all) {
        var since = Instant.parse("2026-10-02T08:00:00Z");
        all.put("unusual", new Sample().use(Use.UNUSUAL, since, 214).verdict());
        all.put("unusual-uncounted", new Sample().use(Use.UNUSUAL, null, 0).verdict());
        all.put(
                "copy-confirmed",
                new Sample().use(Use.COPY_CONFIRMED, since, 31).verdict());
        all.put("link-other-product", new Sample().link(LinkCheck.OTHER_PRODUCT).verdict());
        all.put("link-other-lot", new Sample().link(LinkCheck.OTHER_LOT).verdict());
    }

    private static void mixtures(Map<String, Verdict> all) {
        all.put(
                "stop-use-and-copied",
                new Sample()
                        .concern(affected(part()))
                        .concern(warning(Action.UPDATE))
                        .concern(remedied())
                        .use(Use.COPY_CONFIRMED, Instant.parse("2026-10-02T08:00:00Z"), 31)
                        .life(Life.REGISTERED)
                        .link(LinkCheck.OTHER_LOT)
                        .verdict());
        all.put(
                "stolen-and-possibly-affected",
                new Sample()
                        .life(Life.STOLEN)
                        .concern(concern(
                                "R-2026-014", Answer.POSSIBLY_AFFECTED, Action.STOP_USE, new Via.NoBuildRecord()))
                        .verdict());
        all.put(
                "stolen-and-possibly-update",
                new Sample().life(Life.STOLEN).concern(possibly(Action.UPDATE)).verdict());
        all.put(
                "long-code",
                new Sample()
                        .code(CODE20)
                        .facts(List.of(new Verdict.Fact(
                                "Donaudampfschifffahrtsgesellschaftskennzeichnungsnummer", "X".repeat(60), "")))
                        .verdict());
    }

    private static void unjudged(Map<String, Verdict> all) {
        var recalls = List.of(new Verdict.ProductRecall("R-2026-014", 2, BATTERY, Action.STOP_USE, content(null)));
        all.put("not-issued", new Verdict.NotIssued(List.of(), STAMP));
        all.put("not-issued-with-recalls", new Verdict.NotIssued(recalls, STAMP));
        all.put("mistyped", new Verdict.Mistyped(new Mistake.WrongSymbol(11, 'P', CODE), List.of(), STAMP));
        all.put("mistyped-swapped", new Verdict.Mistyped(new Mistake.Swapped(3, 4, CODE16), List.of(), STAMP));
        all.put("mistyped-erased", new Verdict.Mistyped(new Mistake.Erased(List.of(2, 5), CODE20), List.of(), STAMP));
        all.put(
                "mistyped-erased-open",
                new Verdict.Mistyped(new Mistake.Erased(List.of(2, 5, 6, 7), null), List.of(), STAMP));
        all.put("mistyped-length", new Verdict.Mistyped(new Mistake.Length(15, List.of(16)), List.of(), STAMP));
        all.put("mistyped-bad-symbol", new Verdict.Mistyped(new Mistake.BadSymbol(4, "ß"), List.of(), STAMP));
        all.put("mistyped-several", new Verdict.Mistyped(new Mistake.Several(), recalls, STAMP));
        all.put("foreign", new Verdict.Foreign("PRODUCT_NUMBER", List.of(), STAMP));
        all.put("foreign-plain", new Verdict.Foreign("", recalls, STAMP));
        all.put("unavailable", new Verdict.Unavailable(recalls, new Verdict.Stamp(NOW, 4711, "")));
    }

    /** The notices behind the samples. */
    public static Notices notices() {
        var open = openNotices();
        return new Notices() {
            @Override
            public List<PublishedNotice> open() {
                return open;
            }

            @Override
            public Optional<PublishedNotice> find(String id, int version) {
                return allNotices().stream()
                        .filter(n -> n.id().equals(id) && (version == 0 ? n.isInForce() : n.version() == version))
                        .findFirst();
            }
        };
    }

    private static List<PublishedNotice> allNotices() {
        var all = new ArrayList<>(openNotices());
        all.add(notice("R-2026-014", 1, 2, State.PUBLISHED, List.of(BATTERY), content(null), Action.STOP_USE));
        all.add(notice("R-2026-003", 3, 3, State.CLOSED, List.of(BATTERY), content(null), Action.CHECK));
        all.add(notice("R-2026-001", 2, 2, State.WITHDRAWN, List.of(BATTERY), content(null), Action.STOP_USE));
        return all;
    }

    private static List<PublishedNotice> openNotices() {
        return List.of(
                notice(
                        "R-2026-014",
                        2,
                        2,
                        State.PUBLISHED,
                        List.of(BATTERY, LAPTOP),
                        content(LocalDate.of(2027, 1, 12)),
                        Action.STOP_USE),
                notice(
                        "R-2026-009",
                        1,
                        1,
                        State.PUBLISHED,
                        List.of(LAPTOP),
                        warningContent(Action.UPDATE),
                        Action.UPDATE));
    }

    private static PublishedNotice notice(
            String id, int version, int inForce, State state, List<Product> products, Content content, Action action) {
        var since = Instant.parse("2026-11-03T09:00:00Z");
        var revision = new Revision(
                version + 3, state, version, Revision.Kind.NEW, content, Impact.Summary.NONE, "mara", since, "", null);
        return new PublishedNotice(id, revision, inForce, products, since, action);
    }

    /** A small real picture under any hash the samples name. */
    public static Optional<StoredPicture> picture(String hash) {
        var image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        var drawing = image.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, 320, 200);
        drawing.setColor(Color.DARK_GRAY);
        drawing.fillRoundRect(40, 60, 240, 90, 20, 20);
        drawing.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new StoredPicture(hash, "image/png", 320, 200, out.toByteArray()));
    }

    private static Concern affected(Via via) {
        return concern("R-2026-014", Answer.AFFECTED, Action.STOP_USE, via);
    }

    private static Concern concern(String recall, Answer answer, Action action, Via via) {
        return new Concern(recall, 2, answer, action, via, RemedyState.OPEN, null, null, content(null));
    }

    private static Concern pending() {
        var from = LocalDate.of(2027, 1, 12);
        return new Concern(
                "R-2026-014",
                2,
                Answer.AFFECTED,
                Action.STOP_USE,
                new Via.Item(),
                RemedyState.PENDING,
                from,
                null,
                content(from));
    }

    /** Published by one person alone more than twelve hours ago. */
    private static Concern lapsed() {
        return concern("R-2026-014", Answer.AFFECTED, Action.CHECK, new Via.Item());
    }

    private static Concern warning(Action action) {
        return new Concern(
                "R-2026-009",
                1,
                Answer.AFFECTED,
                action,
                new Via.AllOfProduct(),
                RemedyState.OPEN,
                null,
                null,
                warningContent(action));
    }

    /** A notice that is no recall, of a unit whose build record is incomplete. */
    private static Concern possibly(Action action) {
        return new Concern(
                "R-2026-009",
                1,
                Answer.POSSIBLY_AFFECTED,
                action,
                new Via.NoBuildRecord(),
                RemedyState.OPEN,
                null,
                null,
                warningContent(action));
    }

    private static Concern remedied() {
        return new Concern(
                "R-2026-003",
                3,
                Answer.REMEDIED,
                Action.STOP_USE,
                new Via.Item(),
                RemedyState.DONE,
                null,
                Instant.parse("2026-11-04T10:00:00Z"),
                content(null));
    }

    private static Concern updated() {
        return new Concern(
                "R-2026-009",
                1,
                Answer.REMEDIED,
                Action.UPDATE,
                new Via.AllOfProduct(),
                RemedyState.DONE,
                null,
                Instant.parse("2026-11-04T10:00:00Z"),
                warningContent(Action.UPDATE));
    }

    private static Via.Part part() {
        return new Via.Part("PowerPack 10 battery", "7…YC", Instant.parse("2026-03-12T10:00:00Z"));
    }

    private static Content content(@Nullable LocalDate remedyFrom) {
        var en = NoticeText.of(
                "Stop using this battery now",
                "The battery can overheat and catch fire.",
                List.of(
                        "Switch the device off and unplug it.",
                        "Take the battery out. Keep it away from anything that can burn. Do not charge it.",
                        "Choose what you want: a replacement, or your money back."),
                remedyFrom == null ? "" : "Keep the battery outdoors and out of reach of children. Use mains power.",
                List.of("A new battery, brought to your door", "Or a refund of 49 €"),
                List.of("Phone 0800 000 000, free of charge, every day 8:00 to 20:00", "safety@acme.example"));
        var de = NoticeText.of(
                "Verwenden Sie diesen Akku ab sofort nicht mehr",
                "Der Akku kann überhitzen und in Brand geraten.",
                List.of(
                        "Schalten Sie das Gerät aus und ziehen Sie den Stecker.",
                        "Nehmen Sie den Akku heraus. Halten Sie ihn von Brennbarem fern. Laden Sie ihn nicht.",
                        "Wählen Sie: Ersatz oder Geld zurück."),
                remedyFrom == null ? "" : "Bewahren Sie den Akku im Freien und für Kinder unerreichbar auf.",
                List.of("Ein neuer Akku, nach Hause geliefert", "Oder Erstattung von 49 €"),
                List.of("Telefon 0800 000 000, kostenlos, täglich 8 bis 20 Uhr", "safety@acme.example"));
        return content(Action.STOP_USE, remedyFrom, Map.of("en", en, "de", de));
    }

    private static Content warningContent(Action action) {
        var en = NoticeText.of(
                "Install firmware 2.4 before charging again",
                "The charge display can show full too early.",
                List.of("Open the settings.", "Choose update.", "Leave the laptop on mains power until it restarts."),
                "",
                List.of(),
                List.of("acme.example/update"));
        return content(action, null, Map.of("en", en));
    }

    private static Content content(Action action, @Nullable LocalDate from, Map<String, NoticeText> texts) {
        var kind = switch (action) {
            case STOP_USE -> NoticeKind.RECALL;
            case CHECK -> NoticeKind.SAFETY;
            case UPDATE -> NoticeKind.UPDATE;
            case INFO -> NoticeKind.INFO;
        };
        return new Content(
                new Scope.OfProduct("battery"),
                Content.UnknownBuild.CHECK,
                "",
                new Notice(
                        kind,
                        action,
                        from,
                        Set.of(RemedyKind.REPLACEMENT, RemedyKind.REFUND),
                        "",
                        List.of(
                                new NoticePicture(
                                        NoticePicture.Role.PRODUCT, "0a".repeat(32), Map.of("en", "The battery")),
                                new NoticePicture(
                                        NoticePicture.Role.LOCATION,
                                        "0b".repeat(32),
                                        Map.of(
                                                "en",
                                                "The code stands on the underside",
                                                "de",
                                                "Der Code steht unten"))),
                        Map.of(Jurisdiction.EU, texts)));
    }

    /** An issued code with nothing wrong, changed step by step. */
    private static final class Sample {
        private SerialCode code = CODE;
        private Product product = BATTERY;
        private Life life = Life.COMMISSIONED;
        private LinkCheck link = LinkCheck.AGREES;
        private Verdict.Usage usage = new Verdict.Usage(Use.NORMAL, null, 0);
        private List<Verdict.Fact> facts =
                List.of(new Verdict.Fact("Capacity", "10", "Ah"), new Verdict.Fact("Colour", "black", ""));
        private final List<Concern> concerns = new ArrayList<>();
        private boolean clear = true;

        Sample code(SerialCode code) {
            this.code = code;
            return this;
        }

        Sample product(Product product) {
            this.product = product;
            return this;
        }

        Sample life(Life life) {
            this.life = life;
            return this;
        }

        Sample link(LinkCheck link) {
            this.link = link;
            return this;
        }

        Sample use(Use use, @Nullable Instant since, long checks) {
            this.usage = new Verdict.Usage(use, since, checks);
            return this;
        }

        Sample facts(List<Verdict.Fact> facts) {
            this.facts = facts;
            return this;
        }

        Sample clear(boolean clear) {
            this.clear = clear;
            return this;
        }

        Sample concern(Concern concern) {
            concerns.add(concern);
            clear &= concern.answer() == Answer.REMEDIED || concern.kind() == NoticeKind.INFO;
            return this;
        }

        Verdict verdict() {
            return new Verdict.Issued(
                    authentic(code, product),
                    product,
                    link,
                    life,
                    new Verdict.Safety(concerns, clear),
                    usage,
                    facts,
                    STAMP);
        }
    }

    /** An issued code of {@link #LAPTOP}. */
    static AuthenticCode issuedCode() {
        return authentic(CODE, LAPTOP);
    }

    private static AuthenticCode authentic(SerialCode code, Product product) {
        var batch = new Batch(
                7,
                "order-1",
                product.gtin(),
                "26C12",
                "Plant 2",
                1_000,
                code.length(),
                '7',
                1,
                "",
                LocalDate.of(2026, 3, 9),
                Instant.parse("2026-03-01T00:00:00Z"));
        var authenticator = new Authenticator(RING, BatchTable.of(List.of(batch)), _ -> WordList.NONE);
        return ((Authentication.Authentic) authenticator.authenticate(code)).code();
    }
}
