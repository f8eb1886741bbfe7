/** Sends letters by SMTP and reads what comes back to the installation's own mailbox (docs/mail.md). */
@NullMarked
package org.echt.app.mail;

import org.jspecify.annotations.NullMarked;
