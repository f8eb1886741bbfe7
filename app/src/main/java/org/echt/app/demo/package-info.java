/** The story of a laptop maker, performed on believable data and checked answer by answer. Sees the rooms it performs with. */
@NullMarked
package org.echt.app.demo;

import org.jspecify.annotations.NullMarked;
