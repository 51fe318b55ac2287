/** What the audit trail costs a call. */
@NullMarked
package dev.cordon.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
