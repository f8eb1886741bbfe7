/** The transparency log: Merkle tree, tiles, checkpoints, cosignatures, proofs. Sees the rooms canonical and keys. */
@NullMarked
package org.echt.core.tlog;

import org.jspecify.annotations.NullMarked;
