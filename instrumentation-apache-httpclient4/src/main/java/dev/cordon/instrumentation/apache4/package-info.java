/**
 * Governs Apache HttpClient 4.3 to 4.5: {@code DefaultHttpClient} and what {@code
 * HttpClientBuilder} makes, under the fluent and the caching client, Spring's factory for it and
 * the AWS SDK's {@code apache-client}.
 *
 * <p>A request is judged where HttpCore writes it: its head is whole there, and each retry,
 * redirect and challenge passes. The answer is led through the engine where the client hands it
 * out, behind its own decoding. {@code Attempts} holds the two together: both run on the caller's
 * thread.
 *
 * <p>Asynchronous ({@code httpasyncclient} 4.1): a call is judged where the client is asked, and
 * its answer led through the engine where the application's consumer gets it. Where a connection
 * gets its next request is the last look: at headers, and at redirects.
 */
@NullMarked
package dev.cordon.instrumentation.apache4;

import org.jspecify.annotations.NullMarked;
