/** Imports of as-built records: CSV from any ERP, Catena-X JSON. Sees {@code core} only. */
@NullMarked
package org.echt.app.capture;

import org.jspecify.annotations.NullMarked;
