/** The only place where things are wired, by constructors. Sees all rooms. */
@NullMarked
package org.echt.app.boot;

import org.jspecify.annotations.NullMarked;
