/**
 * A real PostgreSQL as a child process, so that one command starts everything. Knows processes, files and locks, and
 * nothing of what is stored. Linux on x86-64 and arm64. Way in: {@link org.echt.app.store.embedded.EmbeddedPostgres}.
 */
@NullMarked
package org.echt.app.store.embedded;

import org.jspecify.annotations.NullMarked;
