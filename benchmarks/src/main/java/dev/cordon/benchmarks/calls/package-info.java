/**
 * Measures what a call costs with and without agents. The application, the vendor and the telemetry
 * backend are processes of their own, and every variant runs in turn, so that the machine's moods
 * fall on all of them.
 */
@NullMarked
package dev.cordon.benchmarks.calls;

import org.jspecify.annotations.NullMarked;
