/** Where personal data may go, held against the compiled program. */
@NullMarked
package org.echt.app.privacy;

import org.jspecify.annotations.NullMarked;
