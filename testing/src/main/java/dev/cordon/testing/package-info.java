/** What the tests of all modules share. No part of the product. */
@NullMarked
package dev.cordon.testing;

import org.jspecify.annotations.NullMarked;
