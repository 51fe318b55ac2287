/** Which language a text is in, as far as scripts and common words tell. */
@NullMarked
package dev.cordon.engine.language;

import org.jspecify.annotations.NullMarked;
