/**
 * Governs Apache HttpClient 5. Classic: {@code CloseableHttpClient} in each form, under the fluent
 * and the caching client, Spring's {@code HttpComponentsClientHttpRequestFactory} and the AWS SDK's
 * {@code apache5-client}.
 *
 * <p>A request is judged where HttpCore writes it: its head is whole there, and each retry,
 * redirect and challenge passes. The answer is led through the engine where the client hands it
 * out, behind its own decoding. {@code Attempts} holds the two together: both run on the caller's
 * thread.
 *
 * <p>Asynchronous: {@code CloseableHttpAsyncClient} in each form, caching and HTTP/2 too. A call is
 * judged where it enters the client's chain, on the application's thread, and its answer led
 * through the engine where it leaves the chain. A client without a chain is judged where it is
 * asked. Where HttpCore takes a request for a connection is the last look: at headers, and at
 * redirects to another host, which are calls of their own. Nothing may wait there: HttpCore before
 * 5.3 takes a connection without a request for an idle one.
 */
@NullMarked
package dev.cordon.instrumentation.apache5;

import org.jspecify.annotations.NullMarked;
