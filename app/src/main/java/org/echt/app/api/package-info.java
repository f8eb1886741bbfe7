/** The program's interface for programs. */
@NullMarked
package org.echt.app.api;

import org.jspecify.annotations.NullMarked;
