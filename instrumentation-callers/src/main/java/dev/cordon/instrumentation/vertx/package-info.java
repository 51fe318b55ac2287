/** Catches the callers of Vert.x's HTTP clients. */
@NullMarked
package dev.cordon.instrumentation.vertx;

import org.jspecify.annotations.NullMarked;
