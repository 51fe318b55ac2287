/** Governs the WebSockets of Tyrus's client (JSR 356), message by message. */
@NullMarked
package dev.cordon.instrumentation.tyrus;

import org.jspecify.annotations.NullMarked;
