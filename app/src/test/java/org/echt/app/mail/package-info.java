/** Tests of mail, against servers on the loopback interface. */
@NullMarked
package org.echt.app.mail;

import org.jspecify.annotations.NullMarked;
