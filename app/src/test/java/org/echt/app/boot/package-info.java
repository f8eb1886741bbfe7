/** Whole processes, as people run them: killed, loaded and lied to. */
@NullMarked
package org.echt.app.boot;

import org.jspecify.annotations.NullMarked;
