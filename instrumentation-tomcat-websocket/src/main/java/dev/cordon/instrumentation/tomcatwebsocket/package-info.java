/** Governs the WebSockets of Tomcat's client (JSR 356), message by message. */
@NullMarked
package dev.cordon.instrumentation.tomcatwebsocket;

import org.jspecify.annotations.NullMarked;
