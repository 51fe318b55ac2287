/**
 * What is decided by the request's headers and query alone: what is redacted in them, what may not
 * leave, which codings an answer may have, and what a signature covers.
 */
@NullMarked
package dev.cordon.engine.head;

import org.jspecify.annotations.NullMarked;
