/**
 * Stands in for logging of the JDK and of SLF4J in the libraries that the agent carries: the
 * packaging renames their references to it. A warning of theirs belongs in the agent's log; in the
 * application's it could not be told from those of the application's own libraries.
 */
@NullMarked
package dev.cordon.agent.librarylog;

import org.jspecify.annotations.NullMarked;
