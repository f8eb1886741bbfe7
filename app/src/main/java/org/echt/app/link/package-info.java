/**
 * The public pages and GS1 Digital Link: server-rendered, one response, no scripts, no cookies, nothing from elsewhere.
 * Sees {@code core} and {@code app.answer}.
 */
@NullMarked
package org.echt.app.link;

import org.jspecify.annotations.NullMarked;
