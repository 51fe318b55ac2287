/**
 * Governs the calls of OkHttp 3.0 to 5.x. {@code ChainAdvice} puts ours into the chain of a call,
 * behind the application's own interceptors: {@code GateInterceptor} takes an AI call through the
 * gate, {@code LeavingInterceptor}, nearest to the network, sees what others added behind it. Only
 * members that all these versions have, under one binary signature, are called.
 */
@NullMarked
package dev.cordon.instrumentation.okhttp;

import org.jspecify.annotations.NullMarked;
