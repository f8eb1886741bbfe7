package org.echt.app.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.echt.app.answer.Languages;
import org.echt.app.config.MailConfig;
import org.echt.app.letter.LetterWriter;
import org.echt.app.mail.Postman;
import org.echt.app.webhook.Deliverer;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.outreach.Announcer;
import org.echt.core.outreach.Carrier;
import org.echt.core.outreach.Dispatcher;
import org.echt.core.outreach.QuietHours;
import org.echt.core.registration.ContactAddress;

/** Everything that tells people, put together of one node's parts. */
final class Outreach {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration OFTEN = Duration.ofSeconds(20);
    private static final Duration SELDOM = Duration.ofHours(1);

    private static final Act KEPT_LONG_ENOUGH =
            new Act(new Actor("echt", Set.of(Right.MANAGE_PERSONS)), "kept long enough");

    private final Node node;
    private final Persons persons;
    private final Announcer announcer;
    private final LetterWriter letters;
    private final List<Dispatcher> dispatchers = new ArrayList<>();
    private final List<Sending.Chore> chores = new ArrayList<>();

    Outreach(Node node, Persons persons) {
        this.node = node;
        this.persons = persons;
        var config = node.config().persons();
        this.announcer = new Announcer(
                new Announcer.Sources(node.recallStore(), node.recalls(), node.contacts(), node.outbox()),
                new QuietHours(config.quietFrom(), config.quietTo(), Night::zones),
                node.clock());
        this.letters = persons.letters(
                new IssuedItems(node.catalogues()::present, node.verifier()),
                new PublishedNotices(node.catalogues()::present, node.clock()),
                Languages.load(),
                Server.site(node.config()));
    }

    /** Plans, sends and tidies up until the node is closed. */
    void start() {
        if (node.config().mail() instanceof MailConfig.On mail) {
            mail(new Mails(mail));
        }
        webhooks(node.keep(node.webhookSender()).deliverer());
        chores.add(new Sending.Chore("ask both sides of a dispute", OFTEN, persons.registrations()::tellDisputes));
        chores.add(new Sending.Chore(
                "commit to what was sent",
                SELDOM,
                () -> node.messageDays().catchUp(node.clock().instant())));
        var retention = node.config().persons().retention();
        chores.add(new Sending.Chore(
                "forget what is too old", SELDOM, () -> persons.persons().purge(retention, false, KEPT_LONG_ENOUGH)));
        node.keep(Sending.start(
                new Sending.Parts(
                        node.outbox(),
                        announcer,
                        dispatchers,
                        chores,
                        () -> node.catalogues().present().version()),
                node.clock()));
    }

    /** Plans, and writes what there is to tell by mail into files; how many messages it came to. */
    int intoFolder(Path folder) {
        node.catalogues().fresh();
        int planned = announcer.plan().stream()
                .mapToInt(plan -> plan.alerts() + plan.changes())
                .sum();
        var carrier = new LetterFolder(letters, folder);
        dispatch(ContactAddress.Kind.EMAIL, carrier, 1, Dispatcher.Doubts.NONE);
        dispatchers.getLast().run(() -> carrier.seen() < planned);
        return planned;
    }

    private void mail(Mails mails) {
        Postman postman = node.keep(mails.postman(node.clock()));
        var names = persons.letterNames();
        var doubts = Dispatcher.Doubts.NONE;
        if (mails.mailbox().isPresent()) {
            var wait = mails.journal();
            var postroom =
                    new Postroom(mails.mailbox().get(), names, node.outbox(), wait.orElse(Duration.ZERO), node.clock());
            doubts = wait.isPresent() ? postroom : Dispatcher.Doubts.NONE;
            var often = wait.filter(w -> w.compareTo(OFTEN) < 0).orElse(OFTEN);
            chores.add(new Sending.Chore("read the mailbox", often, postroom::look));
        }
        var carrier = new MailCarrier(letters, postman, names);
        dispatch(ContactAddress.Kind.EMAIL, carrier, mails.config().delivery().connections(), doubts);
    }

    /** Every node delivers what waits for endpoints; the one that leads has recalls told and texts sent. */
    private void webhooks(Deliverer deliverer) {
        deliverer.start();
        var events = new RecallEvents(() -> node.catalogues().present().allRecalls(), deliverer, node.domain());
        chores.add(new Sending.Chore("tell endpoints of recalls", SOON, events::tell));
        var carrier = new TextCarrier(letters, deliverer, node.clock());
        dispatch(ContactAddress.Kind.PHONE, carrier, node.config().webhook().atOnce(), Dispatcher.Doubts.NONE);
    }

    private void dispatch(ContactAddress.Kind channel, Carrier carrier, int atOnce, Dispatcher.Doubts doubts) {
        var line = new Dispatcher.Line(channel, carrier, atOnce, 0, doubts, announcer::silent);
        dispatchers.add(new Dispatcher(node.outbox(), node.contacts(), persons.vault(), line, node.clock()));
    }
}
