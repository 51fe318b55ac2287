/** Commands to a model where there should be data: found by several weak signals, and acted on. */
@NullMarked
package dev.cordon.engine.instruction;

import org.jspecify.annotations.NullMarked;
