@NullMarked
package org.echt.app.sign;

import org.jspecify.annotations.NullMarked;
