/** Signs the answers that are under way together by one signature. Sees {@code answer}. */
@NullMarked
package org.echt.app.receipt;

import org.jspecify.annotations.NullMarked;
