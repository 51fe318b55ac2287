package dev.cordon.agent.host;

import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.TokenKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of the policy's section {@code audit} has changed: the trail is opened once. */
final class AuditChanges {
  private AuditChanges() {}

  /** Returns the keys that differ. */
  static List<String> between(@Nullable AuditRules before, @Nullable AuditRules after) {
    if (before == null || after == null) {
      return before == after ? Collections.<String>emptyList() : Collections.singletonList("audit");
    }
    List<String> changed = new ArrayList<String>();
    add(changed, "file", before.file().equals(after.file()));
    add(changed, "max_bytes", before.maxBytes() == after.maxBytes());
    add(changed, "max_age", before.maxAgeSeconds() == after.maxAgeSeconds());
    add(changed, "retention", before.retentionSeconds() == after.retentionSeconds());
    add(changed, "key", Arrays.equals(bytes(before.key()), bytes(after.key())));
    add(changed, "on_failure", before.onFailure() == after.onFailure());
    add(changed, "otlp", before.otlp() == after.otlp());
    return changed;
  }

  private static void add(List<String> changed, String key, boolean same) {
    if (!same) {
      changed.add("audit." + key);
    }
  }

  private static byte @Nullable [] bytes(@Nullable TokenKey key) {
    return key == null ? null : key.bytes();
  }
}
