/**
 * Governs openai-java 0.8 to 4.x at {@code RetryingHttpClient}, which every call of every version
 * passes once before any retry, whatever HTTP client is under it. {@link
 * dev.cordon.instrumentation.openai.HttpClientAdvice} takes a call over and makes it again with a
 * {@code GovernedBody}; an instrumented transport below joins the same Exchange. Only members that
 * all versions have, under one binary signature, are called.
 */
@NullMarked
package dev.cordon.instrumentation.openai;

import org.jspecify.annotations.NullMarked;
