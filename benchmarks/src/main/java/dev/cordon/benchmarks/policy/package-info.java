/** What a policy with many rules costs. */
@NullMarked
package dev.cordon.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
