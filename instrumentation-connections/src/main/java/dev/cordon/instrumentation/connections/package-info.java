/**
 * Looks at the connections that a JVM opens, for those to AI vendors that no governed call opens:
 * what no module hooks does not leave unseen. Nothing is looked up, read or changed here; the agent
 * decides by the host that the application named.
 *
 * <p>What it can't see: hosts behind a proxy (the connection goes to the proxy), hosts that an
 * application names by address alone, and sockets that native code opens by itself.
 */
@NullMarked
package dev.cordon.instrumentation.connections;

import org.jspecify.annotations.NullMarked;
