/**
 * How much of what policy limits was used, in memory: reserved before a call and settled by its
 * answer. Loaded only where a policy has limits.
 */
@NullMarked
package dev.cordon.engine.limit;

import org.jspecify.annotations.NullMarked;
