/**
 * The audit trail: one JSON line an Exchange, chained by hashes, so that a record that was removed,
 * changed or moved is found. {@link dev.cordon.agent.audit.AuditFile} writes, rotates and purges;
 * {@link dev.cordon.agent.audit.AuditVerifier} reads and judges. A record holds names, counts and
 * sizes, never content.
 */
@NullMarked
package dev.cordon.agent.audit;

import org.jspecify.annotations.NullMarked;
