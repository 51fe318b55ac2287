/** TLS of the agent's own connections; knows nothing of the rest of the engine. */
@NullMarked
package dev.cordon.engine.tls;

import org.jspecify.annotations.NullMarked;
