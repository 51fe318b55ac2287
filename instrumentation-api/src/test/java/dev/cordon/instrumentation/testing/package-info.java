/**
 * What the tests of instrumentation modules share: a gate that is small enough to be understood at
 * a glance, and a server that keeps the bytes of each request as they came.
 */
@NullMarked
package dev.cordon.instrumentation.testing;

import org.jspecify.annotations.NullMarked;
