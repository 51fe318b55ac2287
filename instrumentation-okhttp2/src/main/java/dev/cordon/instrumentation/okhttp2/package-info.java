/**
 * Governs the calls of OkHttp 2, as OkHttp 3.0 is governed: the sources of what acts are derived
 * from {@code instrumentation-okhttp} when it is built.
 */
@NullMarked
package dev.cordon.instrumentation.okhttp2;

import org.jspecify.annotations.NullMarked;
