/**
 * Tools for tests of everything that uses the ports of {@code core}: stores in memory, contracts every store passes,
 * faults, a clock that is set, builders of believable data, and a naive oracle. Not part of any deployable.
 */
@NullMarked
package org.echt.testkit;

import org.jspecify.annotations.NullMarked;
