/**
 * Who is told of which recall, once: what is planned, what waits, and how it is sent. Sees {@code recall},
 * {@code registration}, {@code serial}, {@code notice}, {@code access}, {@code fault}, {@code audit}, and for what the log
 * says of it {@code canonical}, {@code ledger} and {@code tlog}.
 */
@NullMarked
package org.echt.core.outreach;

import org.jspecify.annotations.NullMarked;
