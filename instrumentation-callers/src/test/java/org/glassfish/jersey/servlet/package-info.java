/** What stands in for Jersey in tests. */
@org.jspecify.annotations.NullMarked
package org.glassfish.jersey.servlet;
