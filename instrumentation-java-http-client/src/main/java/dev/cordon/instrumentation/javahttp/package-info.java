/** Hooks of java-http-client. */
@NullMarked
package dev.cordon.instrumentation.javahttp;

import org.jspecify.annotations.NullMarked;
