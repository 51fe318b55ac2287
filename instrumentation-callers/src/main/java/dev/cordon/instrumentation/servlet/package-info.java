/** Shows the web request that a servlet answers on its container's thread. */
@NullMarked
package dev.cordon.instrumentation.servlet;

import org.jspecify.annotations.NullMarked;
