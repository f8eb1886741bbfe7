/** The transparency log as others read it, and those who cosign it. */
@NullMarked
package org.echt.app.log;

import org.jspecify.annotations.NullMarked;
