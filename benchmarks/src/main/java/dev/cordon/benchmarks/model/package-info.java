/** What a language model costs. */
package dev.cordon.benchmarks.model;
