package dev.cordon.engine.policy;

import dev.cordon.engine.file.RegularFile;
import dev.cordon.engine.file.UnusableFileException;
import dev.cordon.engine.signature.DetachedSignature;
import dev.cordon.engine.signature.PublicKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a policy file may refer to, and what it referred to when it was read last. Thread-safe. */
public final class PolicyContext {
  private final Map<String, String> environment;
  private volatile Secrets secrets;
  private volatile SecretStores stores = SecretStores.NONE;
  private final Set<String> dataTypes;
  private final Set<String> vendors;
  private volatile @Nullable PublicKeys trusted;
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
    this.secrets = new Secrets(this.environment, false, SecretStores.NONE);
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

  /** Sets who reads secrets from stores; returns this. Call it before the context is used. */
  public PolicyContext secretStores(SecretStores known) {
    stores = known;
    secrets = new Secrets(environment, false, known);
    return this;
  }

  /** Returns a number that is another one once a secret in a store has changed. */
  long secretsVersion() {
    return stores.version();
  }

  /**
   * Lets only policies count that are signed with one of these keys; returns this. Call it before
   * the context is used.
   */
  public PolicyContext signedBy(PublicKeys keys) {
    trusted = keys;
    return this;
  }

  /** Tells whether policies have to be signed. */
  boolean wantsSignatures() {
    return trusted != null;
  }

  /**
   * Returns why a policy's file must not be used because of its signature, or null when it may.
   *
   * @param file the file; its signature stands beside it
   * @param content its bytes
   */
  public @Nullable String unsigned(Path file, byte[] content) {
    PublicKeys keys = trusted;
    if (keys == null) {
      return null;
    }
    Path beside = DetachedSignature.beside(file);
    try {
      byte[] text = RegularFile.read(beside, DetachedSignature.MAX_BYTES);
      return DetachedSignature.parse(text).problem(DetachedSignature.Kind.POLICY, content, keys);
    } catch (IOException | SecurityException e) {
      return "it is not signed: "
          + beside.getFileName()
          + " can't be read ("
          + UnusableFileException.reason(e)
          + "); policy sign makes it";
    } catch (IllegalArgumentException e) {
      return "it is not signed: " + beside.getFileName() + " is no signature: " + e.getMessage();
    }
  }

  /**
   * Lets keys, passwords and addresses that the policy names be missing, so that it can be checked
   * where they are not; returns this. A policy that is read so must not be put in force.
   */
  public PolicyContext withoutKeys() {
    secrets = new Secrets(environment, true, SecretStores.NONE);
    return this;
  }

  /** Returns a context in which secrets in stores are asked nobody for, and noted. */
  PolicyContext noting(Set<String> references) {
    PolicyContext noting = new PolicyContext(environment, dataTypes, vendors);
    noting.secrets = secrets.noting(references);
    noting.files = files;
    return noting;
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
