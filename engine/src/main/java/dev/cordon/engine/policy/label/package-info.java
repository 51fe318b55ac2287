/** How confidential data is, and who may have it. */
@NullMarked
package dev.cordon.engine.policy.label;

import org.jspecify.annotations.NullMarked;
