/** Text that a model reads and no reader sees: found exactly, counted, stripped or refused. */
@NullMarked
package dev.cordon.engine.hidden;

import org.jspecify.annotations.NullMarked;
