/** Identifiers that states issue to people and companies, with their checksums. */
@NullMarked
package dev.cordon.engine.detect.national;

import org.jspecify.annotations.NullMarked;
