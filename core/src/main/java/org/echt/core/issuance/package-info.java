/** Which codes were issued, provable to strangers: the blinded tree over a batch's codes (spec/issuance.md). Sees serial, keys, tlog, canonical, audit, gs1. */
@NullMarked
package org.echt.core.issuance;

import org.jspecify.annotations.NullMarked;
