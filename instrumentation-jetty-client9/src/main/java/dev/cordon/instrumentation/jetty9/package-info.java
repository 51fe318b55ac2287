/**
 * Governs the calls of Jetty's client 9, whatever transport they take: HTTP/1.1 or HTTP/2. A
 * request is judged where its destination takes it, before there is a connection, its headers are
 * looked at again where it is handed to the sender, and its answer is restored where the content is
 * handed to the listeners, which keep their back-pressure.
 */
@NullMarked
package dev.cordon.instrumentation.jetty9;

import org.jspecify.annotations.NullMarked;
