/** Names, addresses and health data, without a model. */
@NullMarked
package dev.cordon.engine.detect.person;

import org.jspecify.annotations.NullMarked;
