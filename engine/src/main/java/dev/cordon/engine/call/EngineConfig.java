package dev.cordon.engine.call;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.Library;
import dev.cordon.engine.activation.PolicyScanners;
import dev.cordon.engine.activation.ScannerFactory;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.limit.Limits;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicySource;
import dev.cordon.engine.redact.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an engine is started with. Not thread-safe; not changed once the engine has started. */
public final class EngineConfig {
  private PolicySource policies =
      new PolicySource() {
        @Override
        public Policy current() {
          return Policy.safeDefault();
        }
      };
  private ScannerFactory scanners = new PolicyScanners();
  private final List<ExchangeObserver> observers = new ArrayList<>();
  private EngineLog log = EngineLog.NONE;
  private Function<Library, @Nullable OpenHook> openHooks = library -> null;
  private CallerSource callers = CallerSource.NONE;
  private @Nullable Vault vault;
  private @Nullable Limits limits;
  private boolean capturesContent;

  /** Makes a configuration: safe default policy, every detector, no observer, no log. */
  public EngineConfig() {}

  /**
   * Sets where the policy comes from.
   *
   * @param source the source
   * @return this
   */
  public EngineConfig policies(PolicySource source) {
    policies = source;
    return this;
  }

  /**
   * Sets what makes scanners.
   *
   * @param factory the factory
   * @return this
   */
  public EngineConfig scanners(ScannerFactory factory) {
    scanners = factory;
    return this;
  }

  /**
   * Adds an observer of every Exchange.
   *
   * @param observer the observer
   * @return this
   */
  public EngineConfig observer(ExchangeObserver observer) {
    observers.add(observer);
    return this;
  }

  /**
   * Sets where the engine reports about itself.
   *
   * @param sink the log
   * @return this
   */
  public EngineConfig log(EngineLog sink) {
    log = sink;
    return this;
  }

  /**
   * Sets the vault; without one, the vault that the policy says.
   *
   * @param newVault the vault
   * @return this
   */
  public EngineConfig vault(Vault newVault) {
    vault = newVault;
    return this;
  }

  /**
   * Keeps request and answer of each Exchange in its record while it goes on, for an observer that
   * shows the messages. Off unless the operator asked for that.
   *
   * @param captures whether to
   * @return this
   */
  public EngineConfig captureContent(boolean captures) {
    capturesContent = captures;
    return this;
  }

  /**
   * Sets who knows of hooks that do nothing.
   *
   * @param lookup returns one of a library's, or null; asked for each AI call
   * @return this
   */
  public EngineConfig openHooks(Function<Library, @Nullable OpenHook> lookup) {
    openHooks = lookup;
    return this;
  }

  /**
   * Sets who knows callers.
   *
   * @param source the source
   * @return this
   */
  public EngineConfig callers(CallerSource source) {
    callers = source;
    return this;
  }

  /**
   * Sets where limits are counted.
   *
   * @param counted counts; made with a clock of its own, for one
   * @return this
   */
  public EngineConfig limits(Limits counted) {
    limits = counted;
    return this;
  }

  @Nullable Limits limits() {
    return limits;
  }

  PolicySource policies() {
    return policies;
  }

  ScannerFactory scanners() {
    return scanners;
  }

  ExchangeObserver[] observers() {
    return observers.toArray(new ExchangeObserver[0]);
  }

  boolean capturesContent() {
    return capturesContent;
  }

  EngineLog log() {
    return log;
  }

  Function<Library, @Nullable OpenHook> openHooks() {
    return openHooks;
  }

  CallerSource callers() {
    return callers;
  }

  @Nullable Vault vault() {
    return vault;
  }
}
