/**
 * Governs the WebSockets of Jetty's clients 10 to 12, its own and JSR 356's, message by message.
 */
@NullMarked
package dev.cordon.instrumentation.jettywebsocket;

import org.jspecify.annotations.NullMarked;
