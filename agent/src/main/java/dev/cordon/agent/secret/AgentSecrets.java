package dev.cordon.agent.secret;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.SecretStores;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stores as the agent knows them; loads nothing until a policy names one. Thread-safe. */
public final class AgentSecrets implements SecretStores {
  private final Map<String, String> environment;
  private final EngineLog log;
  private volatile @Nullable SecretStores made;

  /**
   * Knows nothing yet.
   *
   * @param environment environment variables, which say how stores let us in
   * @param log hears when a store goes and comes back
   */
  public AgentSecrets(Map<String, String> environment, EngineLog log) {
    this.environment = environment;
    this.log = log;
  }

  @Override
  public byte[] read(String reference) throws IOException {
    return stores().read(reference);
  }

  @Override
  public void prepare(Collection<String> references) {
    stores().prepare(references);
  }

  @Override
  public long version() {
    SecretStores known = made;
    return known == null ? 0 : known.version();
  }

  private synchronized SecretStores stores() {
    SecretStores known = made;
    if (known == null) {
      known = new StoredSecrets(environment, log);
      made = known;
    }
    return known;
  }
}
