package dev.cordon.engine.activation;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.redact.MemoryVault;
import dev.cordon.engine.redact.Vault;
import dev.cordon.engine.redact.redis.RedisVault;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vault that the policy asks for. A policy that says nothing new of it leaves it as it is, with
 * what it remembers. Thread-safe.
 */
public final class PolicyVault {
  private final EngineLog log;
  private final Faults faults;
  private volatile Policy policy;
  private volatile Vault vault;

  /**
   * Makes the first policy's vault.
   *
   * @param first the policy
   * @param log where a shared vault reports about itself
   * @param faults where a vault that can't be made is reported
   */
  public PolicyVault(Policy first, EngineLog log, Faults faults) {
    this.log = log;
    this.faults = faults;
    this.policy = first;
    this.vault = make(first, null);
  }

  /** Returns the vault for the policy in force. */
  public Vault current(Policy inForce) {
    return policy == inForce ? vault : change(inForce);
  }

  private synchronized Vault change(Policy inForce) {
    if (policy != inForce && inForce.unusable() == null) {
      boolean same =
          policy.vaultValues() == inForce.vaultValues()
              && policy.vaultSeconds() == inForce.vaultSeconds()
              && Objects.equals(policy.redis(), inForce.redis());
      if (!same) {
        Vault before = vault;
        boolean fits =
            inForce.redis() != null
                && policy.vaultValues() == inForce.vaultValues()
                && policy.vaultSeconds() == inForce.vaultSeconds();
        vault = make(inForce, fits ? memory(before) : null);
        before.close();
      }
      policy = inForce;
    }
    return vault;
  }

  /** A key or an address that changes is no reason to forget. */
  private static @Nullable MemoryVault memory(Vault before) {
    return before instanceof RedisVault ? ((RedisVault) before).memory() : null;
  }

  private Vault make(Policy from, @Nullable MemoryVault known) {
    if (from.vaultValues() == 0 && from.redis() == null) {
      return Vault.NONE;
    }
    MemoryVault memory =
        known == null ? new MemoryVault(from.vaultValues(), from.vaultSeconds()) : known;
    @Nullable RedisSettings redis = from.redis();
    try {
      if (redis != null) {
        return new RedisVault(redis, memory, from.vaultSeconds(), log);
      }
    } catch (Throwable fault) {
      faults.report("the shared vault", fault, "tokens are remembered in memory only");
    }
    return from.vaultValues() == 0 ? Vault.NONE : memory;
  }
}
