/** A whole installation as one file, and back (spec/backup.md). Sees {@code store.postgres}. */
@NullMarked
package org.echt.app.backup;

import org.jspecify.annotations.NullMarked;
