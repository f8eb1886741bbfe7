/** Programs that sign in, over a real server. */
@NullMarked
package org.echt.app.api;

import org.jspecify.annotations.NullMarked;
