/**
 * Governs the calls of Ktor's client on its CIO engine, which has sockets and TLS of its own, where
 * the engine is given a request. Its other engines ride on clients that are governed themselves.
 *
 * <p>The engine's method is a suspend function, and so is what stands in its place: {@link
 * dev.cordon.instrumentation.ktorcio.Steps} has the shape that the Kotlin compiler gives one.
 *
 * <pre>
 * HttpClient ── plugins ── CIOEngine.execute ── GovernedExecution ── CIOEngine.execute ── socket
 *                                                │ reads the body, suspending
 *                                                ├─ judges on CallThreads
 *                                                └─ Pump: the answer's bytes as they come, on CallThreads
 * </pre>
 */
@NullMarked
package dev.cordon.instrumentation.ktorcio;

import org.jspecify.annotations.NullMarked;
