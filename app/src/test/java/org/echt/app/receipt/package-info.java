@NullMarked
package org.echt.app.receipt;

import org.jspecify.annotations.NullMarked;
