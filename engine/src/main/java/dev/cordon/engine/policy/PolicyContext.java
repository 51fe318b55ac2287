package dev.cordon.engine.policy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** What a policy file may refer to, and what it referred to when it was read last. Thread-safe. */
public final class PolicyContext {
  private final Map<String, String> environment;
  private volatile Secrets secrets;
  private final Set<String> dataTypes;
  private final Set<String> vendors;
  private volatile ReferredFiles files = new ReferredFiles(null);

  /**
   * Describes what exists.
   *
   * @param environment environment variables
   * @param dataTypes identifiers of the data types that are detected; empty when not known, and any
   *     is then accepted
   * @param vendors identifiers of the vendor catalogue
   */
  public PolicyContext(
      Map<String, String> environment, Set<String> dataTypes, Set<String> vendors) {
    this.environment = Collections.unmodifiableMap(environment);
    this.secrets = new Secrets(this.environment, false);
    this.dataTypes = Collections.unmodifiableSet(dataTypes);
    this.vendors = Collections.unmodifiableSet(vendors);
  }

  /** Learns how far a long file was read. Called on the thread that reads the policy. */
  public interface Progress {
    /**
     * Called every few seconds while a list of values is read.
     *
     * @param file the list
     * @param percent how much of it was read
     * @param values how many values there are so far
     */
    void reading(Path file, int percent, int values);
  }

  /**
   * Sets who learns how far long files were read; returns this. Call it before the context is used.
   */
  public PolicyContext progress(Progress listener) {
    files = new ReferredFiles(listener);
    return this;
  }

  /**
   * Lets keys, passwords and addresses that the policy names be missing, so that it can be checked
   * where they are not; returns this. A policy that is read so must not be put in force.
   */
  public PolicyContext withoutKeys() {
    secrets = new Secrets(environment, true);
    return this;
  }

  /** What the policy before referred to, so that a file that did not change is not read again. */
  ReferredFiles files() {
    return files;
  }

  void keep(ReferredFiles read) {
    files = read;
  }

  Secrets secrets() {
    return secrets;
  }

  Set<String> dataTypes() {
    return dataTypes;
  }

  Set<String> vendors() {
    return vendors;
  }
}
