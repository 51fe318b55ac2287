/**
 * The few classes on the bootstrap class loader, which every class of the JVM can see. A woven
 * method reaches the agent through {@link dev.cordon.bootstrap.HookBootstrap}, the bootstrap method
 * of its {@code invokedynamic} call site. The package needs nothing but the JDK.
 */
@NullMarked
package dev.cordon.bootstrap;

import org.jspecify.annotations.NullMarked;
