/**
 * How a verdict is said: in which language, as a page's parts, as JSON, as plain text. One verdict, one set of words, three
 * faces. Sees {@code core} only.
 */
@NullMarked
package org.echt.app.answer;

import org.jspecify.annotations.NullMarked;
