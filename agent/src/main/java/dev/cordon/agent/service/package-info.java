/** What the application is called in records and spans. */
@NullMarked
package dev.cordon.agent.service;

import org.jspecify.annotations.NullMarked;
