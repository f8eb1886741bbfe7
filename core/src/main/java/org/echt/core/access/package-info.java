/** Who may do what: users, roles, rights, API keys. Sees {@code fault}. */
@NullMarked
package org.echt.core.access;

import org.jspecify.annotations.NullMarked;
