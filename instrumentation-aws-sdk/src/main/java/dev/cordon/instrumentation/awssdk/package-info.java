/**
 * Governs the calls of the AWS SDK for Java 2 in its pipeline: {@link
 * dev.cordon.instrumentation.awssdk.JudgeAdvice} sees a request once, complete but for its
 * signature, before any attempt; {@link dev.cordon.instrumentation.awssdk.SendAdvice} and {@link
 * dev.cordon.instrumentation.awssdk.SendAsyncAdvice} see each attempt's answer as the HTTP client
 * below gives it; {@link dev.cordon.instrumentation.awssdk.EndAdvice} sees the end. An instrumented
 * HTTP client below joins the same Exchange. Only members that all versions from 2.20.157 on have,
 * under one binary signature, are called.
 */
@NullMarked
package dev.cordon.instrumentation.awssdk;

import org.jspecify.annotations.NullMarked;
