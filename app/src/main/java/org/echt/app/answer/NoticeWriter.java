package org.echt.app.answer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echt.app.answer.Answer.Action;
import org.echt.app.answer.Answer.Row;
import org.echt.app.answer.Answer.Section;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.StoredPicture;
import org.echt.core.product.Product;

/** Says a published notice in words, in one language under one law. Used once. */
public final class NoticeWriter {
    private final PublishedNotice notice;
    private final Language language;
    private final Site site;
    private final Jurisdiction law;
    private final NoticeText text;

    /** @param law whose text is wanted; another's is said where there is none */
    public NoticeWriter(PublishedNotice notice, Language language, Site site, Jurisdiction law) {
        this.notice = notice;
        this.language = language;
        this.site = site;
        this.law = law;
        this.text = notice.notice().text(law, language.tag());
    }

    /** @param pictures finds the pictures by their hash; what is not found is left out, its words are said */
    public NoticePage write(Function<String, Optional<StoredPicture>> pictures) {
        return new NoticePage(
                notice.id(),
                NoticeHeadline.of(notice.notice().kind(), language),
                tone(),
                products(),
                isTranslated() ? language.tag() : "en",
                remarks(),
                notice.hasLapsed() ? language.say("recall.lapsed", "brand", site.brand()) : text.instruction(),
                lead(),
                pictures(pictures),
                subject(),
                sections(),
                text.share().isBlank() ? language.say("share.text") : text.share(),
                about(),
                links());
    }

    private boolean isTranslated() {
        return notice.notice().speaks(law, language.tag());
    }

    private Tone tone() {
        return switch (notice.action()) {
            case STOP_USE -> Tone.RED;
            case CHECK, UPDATE -> Tone.AMBER;
            case INFO -> Tone.BLUE;
        };
    }

    private String products() {
        if (!text.subject().name().isBlank()) {
            return (text.subject().brand() + " " + text.subject().name()).strip();
        }
        return notice.products().isEmpty()
                ? notice.id()
                : notice.products().stream().map(Product::name).collect(Collectors.joining(", "));
    }

    private List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (!notice.isInForce()) {
            remarks.add(language.say("notice.old"));
        }
        if (notice.isClosed()) {
            remarks.add(language.say("notice.closed"));
        }
        if (!isTranslated()) {
            remarks.add(language.say("notice.untranslated"));
        }
        return remarks;
    }

    private List<String> lead() {
        var lead = new ArrayList<String>();
        if (!text.hazard().isBlank()) {
            lead.add(text.hazard());
        }
        var from = notice.notice().remedyFrom();
        if (from != null) {
            lead.add(language.say("recall.pending", "day", language.day(from)));
        }
        return lead;
    }

    private List<NoticePage.Picture> pictures(Function<String, Optional<StoredPicture>> stored) {
        var pictures = new ArrayList<NoticePage.Picture>();
        for (var picture : notice.notice().pictures()) {
            stored.apply(picture.hash())
                    .ifPresent(found -> pictures.add(new NoticePage.Picture(
                            "/p/" + found.hash(),
                            found.hash(),
                            picture.alternative(language.tag()),
                            found.width(),
                            found.height())));
        }
        return pictures;
    }

    private List<Row> subject() {
        var subject = text.subject();
        var rows = new ArrayList<Row>();
        row(rows, "row.brand", subject.brand());
        row(rows, "row.product", subject.name());
        row(rows, "row.identifiers", subject.identifiers());
        row(rows, "row.where", subject.where());
        row(rows, "row.sold", subject.soldIsUnknown() ? language.say("row.sold.unknown") : subject.sold());
        row(rows, "row.units", text.report().units());
        row(rows, "row.price", text.report().price());
        row(rows, "row.incidents", text.report().incidents());
        for (var product : notice.products()) {
            rows.add(new Row(
                    product.name() + ", " + language.say("row.gtin"),
                    product.gtin().digits(),
                    true));
        }
        return rows;
    }

    private void row(List<Row> rows, String key, String value) {
        if (!value.isBlank()) {
            rows.add(new Row(language.say(key), value, false));
        }
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        section(sections, "until.title", false, text.untilThen().isBlank() ? List.of() : List.of(text.untilThen()));
        section(sections, "todo.title", true, text.steps());
        section(sections, "remedies.title", false, text.remedies());
        section(sections, "contacts.title", false, text.contacts());
        return sections;
    }

    private void section(List<Section> sections, String title, boolean numbered, List<String> lines) {
        if (!lines.isEmpty()) {
            sections.add(new Section(language.say(title), numbered, lines));
        }
    }

    private List<Row> about() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(language.say("row.recall"), notice.id(), true));
        rows.add(new Row(
                language.say("row.version"),
                language.say(
                        "notice.version",
                        Map.of(
                                "version",
                                notice.version(),
                                "day",
                                language.day(notice.revision().at()))),
                false));
        rows.add(new Row(language.say("row.since"), language.day(notice.since()), false));
        return rows;
    }

    private List<Action> links() {
        var links = new ArrayList<Action>();
        if (!notice.isInForce()) {
            links.add(new Action(language.say("notice.current"), Draft.notice(notice.id()), true));
        }
        links.add(new Action(language.say("notice.pdf"), address() + ".pdf?" + query(law), false));
        for (var other : Jurisdiction.values()) {
            if (other != law && notice.notice().texts().containsKey(other)) {
                links.add(new Action(language.say("notice.other." + other), address() + "?" + query(other), false));
            }
        }
        return links;
    }

    private String address() {
        return address(notice);
    }

    /** Path of this version of the notice. */
    public static String address(PublishedNotice notice) {
        return Draft.notice(notice.id()) + (notice.isInForce() ? "" : "/v" + notice.version());
    }

    private String query(Jurisdiction wanted) {
        return "law=" + wanted + "&lang=" + URLEncoder.encode(language.tag(), StandardCharsets.UTF_8);
    }
}
