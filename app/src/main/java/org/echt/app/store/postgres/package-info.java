/** The stores on PostgreSQL, and the one way to its connections: {@link org.echt.app.store.postgres.Database}. */
@NullMarked
package org.echt.app.store.postgres;

import org.jspecify.annotations.NullMarked;
