/**
 * Types that say little about anybody and stand in most texts: places, dates, organisations. They
 * are off unless a policy switches them on; off they cost nothing. What they find is a matter of
 * form and of lists, so that each has a plausible confidence at most.
 */
@NullMarked
package dev.cordon.engine.detect.optional;

import org.jspecify.annotations.NullMarked;
