/**
 * Programs elsewhere that are told of events by signed requests (docs/webhooks.md). Sees {@code keys}, {@code access},
 * {@code audit} and {@code fault}.
 */
@NullMarked
package org.echt.core.webhook;

import org.jspecify.annotations.NullMarked;
