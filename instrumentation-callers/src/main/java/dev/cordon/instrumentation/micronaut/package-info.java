/** Catches the callers of Micronaut's HTTP client. */
@NullMarked
package dev.cordon.instrumentation.micronaut;

import org.jspecify.annotations.NullMarked;
