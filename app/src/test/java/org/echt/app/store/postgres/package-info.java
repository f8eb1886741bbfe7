@NullMarked
package org.echt.app.store.postgres;

import org.jspecify.annotations.NullMarked;
