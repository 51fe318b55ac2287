/** Governs the WebSockets of Java-WebSocket's clients, message by message. */
@NullMarked
package dev.cordon.instrumentation.javawebsocket;

import org.jspecify.annotations.NullMarked;
