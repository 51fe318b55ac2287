package dev.cordon.engine.policy.label;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The labels that are known without a policy. */
public final class Labels {
  /** From the least confidential to the most: who may have one may have those before it. */
  public static final List<String> LADDER =
      Collections.unmodifiableList(
          Arrays.asList("public", "internal", "confidential", "restricted", "regulated"));

  /** Stands beside the ladder: who may have the most confidential data may not have it. */
  public static final String TRADE_SECRET = "trade_secret";

  private Labels() {}
}
