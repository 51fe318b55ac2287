/** Catches the callers of Armeria's clients. */
@NullMarked
package dev.cordon.instrumentation.armeria;

import org.jspecify.annotations.NullMarked;
