/**
 * Governs Helidon's WebClient 4 where its chain of services ends, before a connection is taken:
 * {@link dev.cordon.instrumentation.helidon.ProceedAdvice} makes the same call with what was
 * judged.
 */
@NullMarked
package dev.cordon.instrumentation.helidon;

import org.jspecify.annotations.NullMarked;
