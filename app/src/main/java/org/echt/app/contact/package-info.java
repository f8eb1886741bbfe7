/**
 * The public pages by which people ask to be told, register what they own, and keep their list: no accounts, no scripts.
 * Sees {@code answer}, {@code limit} and {@code link}.
 */
@NullMarked
package org.echt.app.contact;

import org.jspecify.annotations.NullMarked;
