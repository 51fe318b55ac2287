/** Detectors that users bring: found in their jars, called within a bounded time. */
@NullMarked
package dev.cordon.engine.detect.external;

import org.jspecify.annotations.NullMarked;
