/** Untrusted texts put between marks, so that a model takes them for data, and that undone. */
@NullMarked
package dev.cordon.engine.mark;

import org.jspecify.annotations.NullMarked;
