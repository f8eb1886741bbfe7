package org.echt.app.letter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.app.answer.Answer;
import org.echt.app.answer.AnswerText;
import org.echt.app.answer.AnswerWriter;
import org.echt.app.answer.Language;
import org.echt.app.answer.Languages;
import org.echt.app.answer.Notices;
import org.echt.app.answer.Site;
import org.echt.app.letter.Written.Attached;
import org.echt.app.letter.Written.Letter;
import org.echt.app.letter.Written.Obsolete;
import org.echt.core.keys.MacKey;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.Link;
import org.echt.core.registration.Link.Use;
import org.echt.core.registration.Person;
import org.echt.core.registration.Registration;
import org.echt.core.registration.RegistrationDesk;
import org.echt.core.registration.Vault;
import org.echt.core.registration.Watch;
import org.echt.core.registration.WatchDesk;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Concern;

/**
 * Writes messages when they are sent, from what holds then: what a check of the item would say now is what its message
 * says, in the same words. A message that would no longer be true is obsolete. Thread-safe; may throw
 * {@code StoreUnavailableException}.
 */
public final class LetterWriter {
    /** Columns of a mail. */
    private static final int WIDTH = 76;

    private static final String RULE = "\n-- \n";

    private final Sources sources;
    private final Languages languages;
    private final Site site;

    /**
     * Where a letter comes from.
     *
     * @param contacts persons and what they watch
     * @param outbox which items a message is about
     * @param items what a check of an item would answer now
     * @param notices what is published
     * @param desks make the links that confirm
     * @param vault opens what waits sealed
     * @param links signs links
     */
    public record Sources(
            ContactStore contacts,
            Outbox outbox,
            Items items,
            Notices notices,
            Desks desks,
            Vault vault,
            MacKey links) {}

    /** The desks that make links. */
    public record Desks(WatchDesk watches, RegistrationDesk registrations) {}

    /** Looks an item up. */
    @FunctionalInterface
    public interface Items {
        /** What a check would answer now; empty for an item that was not issued. */
        Optional<Verdict.Issued> look(long item);
    }

    public LetterWriter(Sources sources, Languages languages, Site site) {
        this.sources = sources;
        this.languages = languages;
        this.site = site;
    }

    /** What a message says to a person now. */
    public Written write(Message message, Person person) {
        var language = languages.choose("", person.language());
        return switch (message.occasion()) {
            case CONFIRM_WATCH ->
                confirm(
                        "watch",
                        message.object(),
                        sources.desks.watches().link(person.stored(), message.object()),
                        language);
            case CONFIRM_REGISTRATION -> confirmClaim(message, person, language);
            case THINGS -> plain("things", Map.of("link", things(person)), things(person), language, things(person));
            case ALERT -> alert(message, person, language);
            case CHANGE -> change(message, person, language);
            case DISPUTE -> dispute(message, person, language);
            case DECISION -> decision(message, person, language);
            case RECEIPT -> receipt(message, person, language);
            case TEST -> plain("test", Map.of("brand", site.brand()), "https://" + site.domain() + "/", language, "");
        };
    }

    private Written confirm(String key, long item, String token, Language language) {
        var found = sources.items.look(item);
        if (found.isEmpty()) {
            return new Obsolete("its item is not known");
        }
        var product = found.get().product().name();
        var link = address("/m/" + token);
        var values = Map.<String, Object>of("brand", site.brand(), "product", product, "link", link);
        var text = language.say("letter." + key + ".text", values) + "\n\n" + language.say("letter.ignore");
        var brief = key.equals("watch") ? "letter.sms.confirm" : "letter.sms.link";
        return new Letter(
                language.say("letter." + key + ".subject", values),
                text + signature(),
                language.say(brief, values),
                language.tag(),
                "",
                null);
    }

    private Written confirmClaim(Message message, Person person, Language language) {
        return claim(message)
                .filter(r -> r.state() == Registration.State.PENDING)
                .map(r -> confirm(
                        "claim", r.item(), sources.desks.registrations().link(person.stored(), r.id()), language))
                .orElseGet(() -> new Obsolete("its claim is no longer there"));
    }

    private Optional<Registration> claim(Message message) {
        return sources.contacts.registration(message.object());
    }

    /** A subject and a text with a link. */
    private Letter plain(String key, Map<String, Object> values, String link, Language language, String manage) {
        var all = new HashMap<>(values);
        all.put("brand", site.brand());
        all.put("link", link);
        return new Letter(
                language.say("letter." + key + ".subject", all),
                language.say("letter." + key + ".text", all) + signature(),
                language.say("letter.sms.link", all),
                language.tag(),
                manage,
                null);
    }

    private Written alert(Message message, Person person, Language language) {
        if (!isInForce(message)) {
            return new Obsolete("another version is in force");
        }
        var concerned = new ArrayList<Verdict.Issued>();
        for (long item : sources.outbox.items(message.id())) {
            sources.items
                    .look(item)
                    .filter(verdict -> open(verdict, message.recall()).isPresent())
                    .ifPresent(concerned::add);
        }
        if (concerned.isEmpty()) {
            return new Obsolete("it no longer concerns their items");
        }
        var answers = concerned.stream()
                .map(verdict -> AnswerWriter.write(verdict, language, site))
                .toList();
        var first = answers.getFirst();
        var read = address(
                "/m/" + Link.of(Use.MESSAGE, person.stored(), message.id()).write(sources.links));
        var text = new StringBuilder(AnswerText.of(first, WIDTH));
        others(text, concerned, answers, language);
        text.append('\n').append(language.say("letter.read", "link", read)).append('\n');
        var notice = address("/r/" + message.recall());
        text.append(language.say("letter.notice", "link", notice)).append('\n');
        text.append(RULE).append(why(person, message, language)).append('\n');
        text.append(language.say("letter.manage", "link", things(person)))
                .append('\n')
                .append(sender());
        var product = concerned.getFirst().product().name();
        return new Letter(
                first.h1() + ": " + product,
                text.toString(),
                brief(first, product, read, language),
                language.tag(),
                things(person),
                null);
    }

    private boolean isInForce(Message message) {
        return sources.notices
                .find(message.recall(), 0)
                .filter(notice -> notice.version() == message.version() && !notice.isWithdrawn())
                .isPresent();
    }

    /** What an item is told of a recall, unless it is remedied. */
    private static Optional<Concern> open(Verdict.Issued verdict, String recall) {
        return verdict.safety().recalls().stream()
                .filter(concern -> concern.recall().equals(recall))
                .filter(concern -> concern.answer() != Verdict.Answer.REMEDIED)
                .findFirst();
    }

    /** The other items: each with its own headline, for one may be affected and the next not clear yet. */
    private static void others(
            StringBuilder text, List<Verdict.Issued> verdicts, List<Answer> answers, Language language) {
        if (verdicts.size() == 1) {
            return;
        }
        text.append('\n').append(language.say("letter.items")).append('\n');
        for (int i = 0; i < verdicts.size(); i++) {
            var verdict = verdicts.get(i);
            text.append("- ")
                    .append(verdict.product().name())
                    .append(", ")
                    .append(verdict.code().code().printed())
                    .append(": ")
                    .append(answers.get(i).title())
                    .append('\n');
        }
    }

    private String brief(Answer answer, String product, String link, Language language) {
        return language.say(
                        "letter.sms",
                        Map.of(
                                "headline",
                                answer.h1(),
                                "product",
                                product,
                                "instruction",
                                answer.instruction(),
                                "link",
                                link))
                .replaceAll("\\s+", " ");
    }

    private String why(Person person, Message message, Language language) {
        var items = sources.outbox.items(message.id());
        return sources.contacts.watches(person.id()).stream()
                .filter(watch -> items.length > 0 && watch.item() == items[0])
                .map(Watch::source)
                .filter(source -> source.startsWith(Watch.DELIVERY))
                .findFirst()
                .map(source -> language.say("letter.why.delivery", "seller", source.substring(Watch.DELIVERY.length())))
                .orElseGet(() -> language.say("letter.why"));
    }

    private Written change(Message message, Person person, Language language) {
        var inForce = sources.notices.find(message.recall(), 0);
        if (inForce.isEmpty() || inForce.get().version() != message.version()) {
            return new Obsolete("another version is in force");
        }
        var values = Map.<String, Object>of("recall", message.recall());
        return plain("change", values, things(person), language, things(person));
    }

    private Written dispute(Message message, Person person, Language language) {
        return claim(message)
                .filter(r -> r.state() == Registration.State.DISPUTED)
                .<Written>map(r -> plain("dispute", product(r), things(person), language, ""))
                .orElseGet(() -> new Obsolete("the dispute is over"));
    }

    private Map<String, Object> product(Registration registration) {
        return Map.of(
                "product",
                sources.items
                        .look(registration.item())
                        .map(verdict -> verdict.product().name())
                        .orElse(site.brand()));
    }

    private Written decision(Message message, Person person, Language language) {
        var registration = claim(message).orElse(null);
        if (registration == null) {
            return new Obsolete("its registration is no longer there");
        }
        var yours = registration.state() == Registration.State.ACTIVE;
        var values = new HashMap<>(product(registration));
        values.put("link", things(person));
        values.put("brand", site.brand());
        return new Letter(
                language.say("letter.decision.subject", values),
                language.say(yours ? "letter.decision.yours" : "letter.decision.other", values) + signature(),
                language.say("letter.sms.link", values),
                language.tag(),
                "",
                null);
    }

    private Written receipt(Message message, Person person, Language language) {
        var receipt =
                Receipt.read(sources.vault.open(person.stored(), Vault.Matter.LETTER, person.id(), message.letter()));
        var link = address(receipt.path());
        var values = Map.<String, Object>of(
                "reference", receipt.reference(), "time", language.time(receipt.at()), "link", link);
        return new Letter(
                language.say("letter.receipt.subject", values),
                language.say("letter.receipt.text", values) + signature(),
                language.say("letter.sms.link", Map.of("brand", site.brand(), "link", link)),
                language.tag(),
                "",
                new Attached(receipt.reference() + ".pdf", receipt.pdf()));
    }

    private String things(Person person) {
        return address("/m/" + Link.of(Use.THINGS, person.stored(), 0).write(sources.links));
    }

    private String address(String path) {
        return "https://" + site.domain() + path;
    }

    private String signature() {
        return "\n" + RULE + sender();
    }

    private String sender() {
        var sender = new StringBuilder(site.brand()).append('\n').append(address("/"));
        contact(sender, site.phone());
        contact(sender, site.email());
        return sender.append('\n').toString();
    }

    private static void contact(StringBuilder sender, String way) {
        if (!way.isEmpty()) {
            sender.append('\n').append(way);
        }
    }
}
