/**
 * What the user wants: rules from data type, vendor and caller to action. Read strictly from {@code
 * cordon.yaml}, with line numbers in every complaint. A {@link dev.cordon.engine.policy.Policy} is
 * immutable and replaced whole.
 */
@NullMarked
package dev.cordon.engine.policy;

import org.jspecify.annotations.NullMarked;
