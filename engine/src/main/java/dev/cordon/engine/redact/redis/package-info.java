/**
 * A vault that a fleet of JVMs shares through Redis: what one JVM issued, another one restores.
 * Redis sees neither tokens nor values, and a Redis that is slow, gone or hostile costs an answer a
 * bounded time and nothing else. One thread connects and writes; the application's threads only
 * read.
 */
@NullMarked
package dev.cordon.engine.redact.redis;

import org.jspecify.annotations.NullMarked;
