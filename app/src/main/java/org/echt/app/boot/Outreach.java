package org.echt.app.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.echt.app.answer.Languages;
import org.echt.app.config.MailConfig;
import org.echt.app.mail.Postman;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.outreach.Announcer;
import org.echt.core.outreach.Dispatcher;
import org.echt.core.outreach.QuietHours;
import org.echt.core.registration.ContactAddress;

/** Everything that tells people, put together of one node's parts. */
final class Outreach {
    private static final Duration OFTEN = Duration.ofSeconds(20);
    private static final Duration SELDOM = Duration.ofHours(1);

    private static final Act KEPT_LONG_ENOUGH =
            new Act(new Actor("echt", Set.of(Right.MANAGE_PERSONS)), "kept long enough");

    private final Node node;
    private final Persons persons;

    Outreach(Node node, Persons persons) {
        this.node = node;
        this.persons = persons;
    }

    /** Plans, sends and tidies up until the node is closed. */
    void start() {
        var config = node.config().persons();
        var announcer = new Announcer(
                new Announcer.Sources(node.recallStore(), node.recalls(), node.contacts(), node.outbox()),
                new QuietHours(config.quietFrom(), config.quietTo(), Night::zones),
                node.clock());
        var dispatchers = new ArrayList<Dispatcher>();
        var chores = new ArrayList<Sending.Chore>();
        if (node.config().mail() instanceof MailConfig.On mail) {
            mail(new Mails(mail), announcer, dispatchers, chores);
        }
        chores.add(new Sending.Chore("ask both sides of a dispute", OFTEN, persons.registrations()::tellDisputes));
        chores.add(new Sending.Chore(
                "forget what is too old",
                SELDOM,
                () -> persons.persons().purge(config.retention(), false, KEPT_LONG_ENOUGH)));
        node.keep(Sending.start(
                new Sending.Parts(
                        node.outbox(),
                        announcer,
                        dispatchers,
                        chores,
                        () -> node.catalogues().present().version()),
                node.clock()));
    }

    private void mail(Mails mails, Announcer announcer, List<Dispatcher> dispatchers, List<Sending.Chore> chores) {
        var items = new IssuedItems(node.catalogues()::present, node.verifier());
        var letters = persons.letters(
                items,
                new PublishedNotices(node.catalogues()::present, node.clock()),
                Languages.load(),
                Server.site(node.config()));
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
        var line = new Dispatcher.Line(
                ContactAddress.Kind.EMAIL,
                new MailCarrier(letters, postman, names),
                mails.config().delivery().connections(),
                0,
                doubts,
                announcer::silent);
        dispatchers.add(new Dispatcher(node.outbox(), node.contacts(), persons.vault(), line, node.clock()));
    }
}
