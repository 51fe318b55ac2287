/**
 * How Redis is reached, by whatever keeps something there: connections, a circuit breaker, threads
 * that read so that the application's don't, and what is encrypted before it is sent.
 */
@NullMarked
package dev.cordon.engine.redis;

import org.jspecify.annotations.NullMarked;
