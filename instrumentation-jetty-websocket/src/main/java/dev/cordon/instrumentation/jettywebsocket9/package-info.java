/** Governs the WebSockets of Jetty's clients 9.4, its own and JSR 356's, message by message. */
@NullMarked
package dev.cordon.instrumentation.jettywebsocket9;

import org.jspecify.annotations.NullMarked;
