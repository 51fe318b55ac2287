/** Where a policy sends calls in place of where they go: to a company's gateways. */
@NullMarked
package dev.cordon.engine.policy.route;

import org.jspecify.annotations.NullMarked;
