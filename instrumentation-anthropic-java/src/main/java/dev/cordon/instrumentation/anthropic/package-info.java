/**
 * Governs anthropic-java 1.4 to 3.x at {@code RetryingHttpClient}, which every call passes once
 * before any retry, whatever backend and HTTP client are under it. The same vendor's tool makes
 * openai-java, so all but the hooks is derived from that one's module when this one is built.
 * Bedrock's and Vertex AI's backends then make other bytes of a judged body, and Bedrock's signs
 * them: {@link dev.cordon.instrumentation.anthropic.BackendAdvice} says which, so that an
 * instrumented transport below joins the same Exchange and changes nothing.
 */
@NullMarked
package dev.cordon.instrumentation.anthropic;

import org.jspecify.annotations.NullMarked;
