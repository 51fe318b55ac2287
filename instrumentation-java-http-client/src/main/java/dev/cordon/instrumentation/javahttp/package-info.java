/**
 * Hooks of {@code java.net.http.HttpClient}. The advice takes an AI call over at the client's
 * façade: it reads the body from the application's publisher, asks the engine for a verdict, sends
 * a request of its own in the same way, and puts a filter between the answer and the application's
 * body handler. Everything here is written against the public API of Java 11.
 */
@NullMarked
package dev.cordon.instrumentation.javahttp;

import org.jspecify.annotations.NullMarked;
