package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.NamePattern;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A model that will not be there for ever. Immutable. */
public final class DeprecatedModel {
  private final NamePattern name;
  private final LocalDate until;
  private final @Nullable String use;

  DeprecatedModel(String name, LocalDate until, @Nullable String use) {
    this.name = new NamePattern(name);
    this.until = until;
    this.use = use;
  }

  boolean isFor(String model) {
    return name.matches(model);
  }

  /** Returns the name as the policy writes it. */
  public String name() {
    return name.toString();
  }

  /**
   * Says in words what becomes of the model, such as {@code gpt-4 ends 2027-01-31; use gpt-4o}.
   *
   * @param now milliseconds since the epoch
   */
  public String words(long now) {
    boolean over = now >= until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return name + (over ? " ended " : " ends ") + until + (use == null ? "" : "; use " + use);
  }
}
