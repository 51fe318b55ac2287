/** Runs real servlets of both names under the hooks. */
package dev.cordon.instrumentation.servlet;
