/**
 * Structured personal data that no state issues: mail addresses, phone numbers, cards and accounts,
 * addresses of machines. Each detector is one class that verifies what its anchor woke it for.
 */
@NullMarked
package dev.cordon.engine.detect.general;

import org.jspecify.annotations.NullMarked;
