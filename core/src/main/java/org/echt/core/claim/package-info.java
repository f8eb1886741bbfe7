/** What can be said of a code to whoever makes a claim with it, and on what facts it rests. Sees verify, issuance, scan, serial, product, gs1. */
@NullMarked
package org.echt.core.claim;

import org.jspecify.annotations.NullMarked;
