@NullMarked
package org.echt.app.store.embedded;

import org.jspecify.annotations.NullMarked;
