/**
 * What is known when an Exchange has ended. An {@link dev.cordon.engine.audit.ExchangeRecord} holds
 * counts, types and names, never a value. {@link dev.cordon.engine.audit.ExchangeObserver}s turn it
 * into a span, a log line or an audit record.
 */
@NullMarked
package dev.cordon.engine.audit;

import org.jspecify.annotations.NullMarked;
