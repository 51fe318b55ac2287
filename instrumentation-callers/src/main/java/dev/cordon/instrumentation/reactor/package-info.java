/**
 * Catches the callers of Reactor Netty, of Spring's WebClient and of Azure's SDKs where the
 * application assembles a request, and carries them in Reactor's context to where it is written.
 */
@NullMarked
package dev.cordon.instrumentation.reactor;

import org.jspecify.annotations.NullMarked;
