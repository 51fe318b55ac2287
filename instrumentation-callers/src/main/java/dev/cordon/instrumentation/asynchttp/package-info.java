/** Catches the callers of AsyncHttpClient. */
@NullMarked
package dev.cordon.instrumentation.asynchttp;

import org.jspecify.annotations.NullMarked;
