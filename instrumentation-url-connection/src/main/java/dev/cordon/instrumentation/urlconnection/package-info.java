/**
 * Governs {@code HttpURLConnection}, http and https, from Java 8: what {@code google-http-client},
 * Feign, Jersey and countless programs send with unless they are told otherwise.
 *
 * <p>A request that the JDK buffers is judged where the JDK writes it: head and body are whole
 * there, cookies and credentials included, at each retry and redirect. A streamed one ({@code
 * setFixedLengthStreamingMode}, {@code setChunkedStreamingMode}) is collected in front of that
 * place, in a {@code DeferredBody}. A refusal is an answer on the connection, which the JDK itself
 * parses, so that status, headers and exceptions are its own.
 *
 * <p>The JDK's classes are not exported: all of them are reached through the lookups that the hooks
 * hand on, in {@code ConnectionFields} and {@code ClientFields}.
 */
@NullMarked
package dev.cordon.instrumentation.urlconnection;

import org.jspecify.annotations.NullMarked;
