/**
 * Governs the calls of Jetty's client 10 and 11, whatever transport they take: HTTP/1.1 or HTTP/2.
 * A request is judged where it is queued for its destination, before there is a connection, its
 * headers are looked at again where it is handed to the sender, and its answer is restored where
 * the content is handed to the listeners, which keep their demand.
 */
@NullMarked
package dev.cordon.instrumentation.jetty10;

import org.jspecify.annotations.NullMarked;
