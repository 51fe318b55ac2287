/**
 * What Cordon promises, shown on real libraries in forked JVMs: each test sends invented sensitive
 * data through a client, looks at the raw bytes at the server, at what the application got back, at
 * standard error and at the spans.
 */
package dev.cordon.it;
