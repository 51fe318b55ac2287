/**
 * Replaces findings and restores tokens. A {@link dev.cordon.engine.redact.Redactor} turns values
 * into tokens, masks or hashes; a {@link dev.cordon.engine.text.Restorer} puts values back where an
 * answer holds a token. The vault between them maps token to value.
 */
@NullMarked
package dev.cordon.engine.redact;

import org.jspecify.annotations.NullMarked;
