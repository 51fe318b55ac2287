/** Judges the handshakes of Tomcat's WebSocket client. */
@NullMarked
package dev.cordon.instrumentation.tomcatwebsocket;

import org.jspecify.annotations.NullMarked;
