/** How files that an operator names are read. A leaf: it needs nothing of the engine. */
@NullMarked
package dev.cordon.engine.file;

import org.jspecify.annotations.NullMarked;
