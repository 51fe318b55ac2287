/**
 * The report on an audit trail: one page that a security officer can read. {@link
 * dev.cordon.agent.report.Report} reads records one by one into counters of bounded size, so that a
 * trail of any length fits; the page draws its charts from the counters without a network.
 */
@NullMarked
package dev.cordon.agent.report;

import org.jspecify.annotations.NullMarked;
