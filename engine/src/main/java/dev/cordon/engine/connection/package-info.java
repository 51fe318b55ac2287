/** What a connection to an AI vendor must be. A leaf. */
@NullMarked
package dev.cordon.engine.connection;

import org.jspecify.annotations.NullMarked;
