@NullMarked
package org.echt.app.link;

import org.jspecify.annotations.NullMarked;
