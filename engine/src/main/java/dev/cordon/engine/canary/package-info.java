/**
 * Canaries: marks that stand in nothing but what must stay inside, and how they are found however
 * they are written. Needs nothing of the engine but byte arithmetic.
 */
@NullMarked
package dev.cordon.engine.canary;

import org.jspecify.annotations.NullMarked;
