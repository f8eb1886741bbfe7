/** Faults that any room may raise. Sees no other room. */
@NullMarked
package org.echt.core.fault;

import org.jspecify.annotations.NullMarked;
