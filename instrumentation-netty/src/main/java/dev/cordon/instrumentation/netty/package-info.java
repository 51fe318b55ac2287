/**
 * Governs the calls of every client that writes HTTP through Netty's codecs, with a handler of ours
 * beside the codec: between it and the rest of the application's pipeline.
 *
 * <pre>
 * socket ── TLS ── HttpClientCodec ── CallHandler ── decompressor, aggregator, the client …
 *                                      │       │
 *                              Requests ▸     ◂ Answers     both on the channel's event loop,
 *                                      └── CallThreads ──┘  what may wait beside it
 * </pre>
 *
 * <p>When that opens a WebSocket, {@link dev.cordon.instrumentation.netty.SocketHandler} governs
 * its messages.
 */
@NullMarked
package dev.cordon.instrumentation.netty;

import org.jspecify.annotations.NullMarked;
