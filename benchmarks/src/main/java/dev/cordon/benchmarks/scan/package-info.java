/** Scanning prompts: Cordon beside java.util.regex, re2j and Hyperscan. */
package dev.cordon.benchmarks.scan;
