/** Canonical JSON (RFC 8785) of whole numbers, texts, booleans, null, arrays and objects. Sees no other room. */
@NullMarked
package org.echt.core.canonical;

import org.jspecify.annotations.NullMarked;
