/** Patterns of names and classes, as policy files write them. A leaf: knows nothing of policy. */
@NullMarked
package dev.cordon.engine.policy.match;

import org.jspecify.annotations.NullMarked;
