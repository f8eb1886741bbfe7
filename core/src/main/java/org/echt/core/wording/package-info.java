/**
 * What a text says: phrases by language, addresses, telephone numbers, and the text inside a web page. Knows nothing of
 * notices and sees nothing; not exported.
 */
@NullMarked
package org.echt.core.wording;

import org.jspecify.annotations.NullMarked;
