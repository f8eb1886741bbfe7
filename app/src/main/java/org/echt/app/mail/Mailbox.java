package org.echt.app.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.echt.app.mail.Found.Copy;
import org.echt.app.mail.Found.Other;
import org.echt.app.mail.MailServer.Security;
import org.echt.app.mail.Poll.Count;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * The installation's own mailbox, read by IMAP: copies of accepted letters, reports about letters, and whatever else comes.
 *
 * <p>Whether a message was read by a person is not asked for copies and reports, because a person who looks at one of them
 * must not make it vanish. So every look goes over all headers, but for those this object knows as neither. Many nodes may
 * look at once; what is found may then come to each of them. Not thread-safe.
 */
public final class Mailbox {
    /** Few enough to hold in memory, many enough to make the round trips count little. */
    private static final int BATCH = 250;

    /** Bytes of a report that are read. What matters stands before the returned message. */
    private static final int LONGEST_REPORT = 256 << 10;

    private final MailboxSettings settings;
    private final SSLSocketFactory tls;
    private final LetterIds ids;
    private final ReportReader reader;

    /** Messages, by UID, that are no business of ours and were handed over; only of the folder's present validity. */
    private final Set<Long> others = new HashSet<>();

    private long validity;

    /** Throws {@link IllegalArgumentException} naming the trust file if that cannot be used. */
    public Mailbox(MailboxSettings settings) {
        Postman.hush();
        this.settings = settings;
        tls = TrustedTls.factory(settings.server().trustFile());
        ids = new LetterIds(settings.sender());
        reader = new ReportReader(ids);
    }

    /**
     * Looks once at all that is there and hands it over in batches that are never empty, newest first. When the handler has
     * returned, copies and reports of its batch are deleted and others marked as seen; so what is found is handed over at
     * least once, and again after a crash in between. What the handler throws ends the look and comes out here.
     */
    public Poll poll(Consumer<List<Found>> handler) {
        var look = new Look(handler);
        try (var store = store()) {
            connect(store);
            try (var folder = (IMAPFolder) store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                look.over(folder, store.hasCapability("UIDPLUS"));
            }
            return new Poll.Complete(look.count);
        } catch (MessagingException | IOException e) {
            return new Poll.Broken(Line.cause(e, settings.server().login(), null), look.count);
        }
    }

    private IMAPStore store() throws MessagingException {
        var security = settings.server().security();
        var protocol = security == Security.TLS ? "imaps" : "imap";
        var prefix = "mail." + protocol;
        var properties = new Properties();
        boolean upgrade = security == Security.STARTTLS;
        properties.put(prefix + ".starttls.enable", String.valueOf(upgrade));
        properties.put(prefix + ".starttls.required", String.valueOf(upgrade));
        properties.put(prefix + ".ssl.socketFactory", tls);
        // or a certificate that the trust file does not cover is tried with Java's own authorities
        properties.put(prefix + ".socketFactory.fallback", "false");
        properties.put(prefix + ".ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put(prefix + ".ssl.checkserveridentity", "true");
        properties.put(prefix + ".auth.mechanisms", "PLAIN LOGIN");
        properties.put(prefix + ".peek", "true");
        properties.put(prefix + ".fetchsize", String.valueOf(LONGEST_REPORT));
        var patience = settings.patience();
        properties.put(
                prefix + ".connectiontimeout", String.valueOf(patience.connect().toMillis()));
        properties.put(prefix + ".timeout", String.valueOf(patience.read().toMillis()));
        properties.put(prefix + ".writetimeout", String.valueOf(patience.write().toMillis()));
        return (IMAPStore) Session.getInstance(properties).getStore(protocol);
    }

    private void connect(IMAPStore store) throws MessagingException {
        var server = settings.server();
        var login = server.login();
        if (login != null) {
            store.connect(server.host(), server.port(), login.user(), login.password());
        }
    }

    /** One look: what it has handed over so far. */
    private final class Look {
        private final Consumer<List<Found>> handler;
        private Count count = new Count(0, 0, 0);

        Look(Consumer<List<Found>> handler) {
            this.handler = handler;
        }

        /**
         * From the newest to the oldest: what is deleted on the way, also by others, moves only messages that were looked
         * at, or moves them to where the look still comes; and it is cheap, because few stand behind.
         */
        void over(IMAPFolder folder, boolean canExpungeSome) throws MessagingException, IOException {
            if (folder.getUIDValidity() != validity) {
                others.clear();
                validity = folder.getUIDValidity();
            }
            for (int last = folder.getMessageCount();
                    last > 0;
                    last = Math.min(last - BATCH, folder.getMessageCount())) {
                var batch = new Batch(folder, folder.getMessages(Math.max(1, last - BATCH + 1), last));
                batch.find();
                if (!batch.found.isEmpty()) {
                    handler.accept(List.copyOf(batch.found));
                    count = count.plus(batch.count());
                }
                batch.settle(canExpungeSome);
            }
        }
    }

    /** Neighbouring messages that are fetched, handed over and settled together. */
    private final class Batch {
        private final IMAPFolder folder;
        private final Message[] messages;
        private final List<Found> found = new ArrayList<>();
        private final List<Message> done = new ArrayList<>();
        private final List<Message> seen = new ArrayList<>();
        private final List<Long> strange = new ArrayList<>();

        Batch(IMAPFolder folder, Message[] messages) {
            this.folder = folder;
            this.messages = messages;
        }

        void find() throws MessagingException, IOException {
            var numbers = new FetchProfile();
            numbers.add(UIDFolder.FetchProfileItem.UID);
            folder.fetch(messages, numbers);
            var news = new ArrayList<Message>();
            for (var message : messages) {
                if (!message.isExpunged() && !others.contains(folder.getUID(message))) {
                    news.add(message);
                }
            }
            var headers = new FetchProfile();
            headers.add(FetchProfile.Item.FLAGS);
            headers.add("Message-ID");
            headers.add("Content-Type");
            folder.fetch(news.toArray(new Message[0]), headers);
            for (var message : news) {
                try {
                    find((IMAPMessage) message);
                } catch (MessageRemovedException _) {
                    // another node was quicker, and had it handed over before it deleted it
                }
            }
        }

        private void find(IMAPMessage message) throws MessagingException, IOException {
            if (message.isSet(Flags.Flag.DELETED)) {
                return;
            }
            var ours = known(message);
            if (!ours.isEmpty()) {
                found.addAll(ours);
                done.add(message);
                return;
            }
            strange.add(folder.getUID(message));
            if (!message.isSet(Flags.Flag.SEEN)) {
                found.add(new Other());
                seen.add(message);
            }
        }

        /** A copy or reports; empty for anything else. A report of a letter may bear the letter's own id, so it is first. */
        private List<? extends Found> known(IMAPMessage message) throws MessagingException, IOException {
            if (ReportReader.isReport(first(message, "Content-Type"))) {
                return reader.read(beginning(message));
            }
            return ids.ofMessageId(first(message, "Message-ID"))
                    .map(id -> List.of(new Copy(id)))
                    .orElse(List.of());
        }

        private static String first(IMAPMessage message, String header) throws MessagingException {
            var values = message.getHeader(header);
            return values == null || values.length == 0 ? "" : values[0];
        }

        private static byte[] beginning(IMAPMessage message) throws MessagingException, IOException {
            try (var in = message.getMimeStream()) {
                return in.readNBytes(LONGEST_REPORT);
            }
        }

        Count count() {
            int copies = (int) found.stream().filter(Copy.class::isInstance).count();
            return new Count(copies, found.size() - copies - seen.size(), seen.size());
        }

        /** Only after the handler has returned. */
        void settle(boolean canExpungeSome) throws MessagingException {
            if (!seen.isEmpty()) {
                folder.setFlags(seen.toArray(new Message[0]), new Flags(Flags.Flag.SEEN), true);
            }
            others.addAll(strange);
            if (done.isEmpty()) {
                return;
            }
            var deleted = done.toArray(new Message[0]);
            folder.setFlags(deleted, new Flags(Flags.Flag.DELETED), true);
            if (canExpungeSome) {
                folder.expunge(deleted);
            } else {
                folder.expunge();
            }
        }
    }
}
