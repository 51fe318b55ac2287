/** Detached signatures of files: who approved a policy or its exceptions. A leaf. */
@NullMarked
package dev.cordon.engine.signature;

import org.jspecify.annotations.NullMarked;
