/**
 * What is publicly documented of vendors, with its source, and where hosts are. Loaded only where a
 * command, the report or a policy asks for it.
 */
@NullMarked
package dev.cordon.engine.facts;

import org.jspecify.annotations.NullMarked;
