/**
 * Governs the calls of Jetty's client 12, whatever transport they take: HTTP/1.1, HTTP/2 or HTTP/3.
 * A request is judged where it is queued for its destination, before there is a connection, its
 * headers are looked at again where it is handed to the sender, and its answer is restored where
 * the content is handed to the listeners, which keep their demand.
 */
@NullMarked
package dev.cordon.instrumentation.jetty;

import org.jspecify.annotations.NullMarked;
