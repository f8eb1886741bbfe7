@NullMarked
package org.echt.app.answer;

import org.jspecify.annotations.NullMarked;
