/**
 * A network in memory for clients that are to be measured without one: every connection leads to a
 * peer that answers at once. The JDK's providers lead there, so clients need no setting of theirs.
 */
@NullMarked
package dev.cordon.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
