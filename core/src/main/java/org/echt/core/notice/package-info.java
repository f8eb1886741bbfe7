/** What a notice says, in which languages and under which law, and the linter that reads it before it goes out. Sees {@code wording}. */
@NullMarked
package org.echt.core.notice;

import org.jspecify.annotations.NullMarked;
