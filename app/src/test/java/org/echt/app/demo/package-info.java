/** The demo's factory, for other rooms' tests. */
@NullMarked
package org.echt.app.demo;

import org.jspecify.annotations.NullMarked;
