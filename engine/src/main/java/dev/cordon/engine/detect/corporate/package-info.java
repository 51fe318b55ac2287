/** What belongs to an organisation's inside: its hosts, its numbers, its users. */
@NullMarked
package dev.cordon.engine.detect.corporate;

import org.jspecify.annotations.NullMarked;
