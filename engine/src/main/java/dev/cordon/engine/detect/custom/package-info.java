/**
 * What only the user knows: own patterns, words, keys and lists of values. Built from the policy;
 * reported before the built-in types where both find the same.
 */
@NullMarked
package dev.cordon.engine.detect.custom;

import org.jspecify.annotations.NullMarked;
