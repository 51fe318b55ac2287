/**
 * The command line: {@code java -jar cordon-agent.jar COMMAND}. Each command is a class with one
 * entry that takes its arguments and streams and returns an exit code, so that a test can run it
 * without a process. Commands print what a person needs and never a sensitive value.
 */
@NullMarked
package dev.cordon.agent.cli;

import org.jspecify.annotations.NullMarked;
