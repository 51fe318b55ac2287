package dev.cordon.agent.audit;

import org.jspecify.annotations.Nullable;

/** What the trail notes of a call while it is still on the application's thread. */
final class CallNotes {
  final @Nullable String caller;

  final @Nullable String application;

  /** The API key's fingerprint. */
  @Nullable String key;

  CallNotes(@Nullable String caller, @Nullable String application) {
    this.caller = caller;
    this.application = application;
  }
}
