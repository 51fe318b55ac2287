/**
 * Governs the AI calls of the AWS SDK for Java 1 (Bedrock) before they are signed.
 *
 * <p>The SDK signs each attempt anew in {@code AmazonHttpClient.RequestExecutor}. The request is
 * judged once, on entering its loop of attempts; each attempt's answer is taken from the HTTP
 * client below.
 */
@NullMarked
package dev.cordon.instrumentation.awssdk1;

import org.jspecify.annotations.NullMarked;
