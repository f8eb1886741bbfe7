/** The one configuration file, read once and typed. Sees nobody. */
@NullMarked
package org.echt.app.config;

import org.jspecify.annotations.NullMarked;
