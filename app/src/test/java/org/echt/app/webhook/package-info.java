@NullMarked
package org.echt.app.webhook;

import org.jspecify.annotations.NullMarked;
