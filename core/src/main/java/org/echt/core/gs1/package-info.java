/** GS1 identifiers: GTIN, application identifiers, element strings, Digital Link. Sees no other room. */
@NullMarked
package org.echt.core.gs1;

import org.jspecify.annotations.NullMarked;
