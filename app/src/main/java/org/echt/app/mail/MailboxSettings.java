package org.echt.app.mail;

import org.echt.app.mail.PostSettings.Patience;

/**
 * Which mailbox is read, and whose letters are known there.
 *
 * @param server with a login
 * @param folder such as {@code INBOX}
 * @param sender as of the letters
 */
public record MailboxSettings(MailServer server, String folder, Sender sender, Patience patience) {
    public MailboxSettings {
        if (server.login() == null) {
            throw new IllegalArgumentException("a mailbox needs a login");
        }
    }
}
