/** Signed answers: what was told, provable offline with one public key. Sees what a verdict is made of, and hashes and keys. */
@NullMarked
package org.echt.core.receipt;

import org.jspecify.annotations.NullMarked;
