/**
 * What redacting and restoring costs: streams of several vendors through the engine, and a chat
 * there and back. No network, no HTTP client.
 */
@NullMarked
package dev.cordon.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
