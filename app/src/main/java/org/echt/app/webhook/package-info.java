/** Tells programs elsewhere by signed requests (docs/webhooks.md). Sees {@code core}. */
@NullMarked
package org.echt.app.webhook;

import org.jspecify.annotations.NullMarked;
