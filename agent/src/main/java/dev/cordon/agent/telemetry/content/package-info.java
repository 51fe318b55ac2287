/**
 * The messages of a call in the JSON of the GenAI conventions, for operators who asked for them. A
 * vendor's request and answer, streams included, are read leniently into roles and parts; then the
 * policy covers what must not be seen, and what is too long is cut. Loaded only when it is needed.
 */
@NullMarked
package dev.cordon.agent.telemetry.content;

import org.jspecify.annotations.NullMarked;
