package dev.cordon.agent.audit;

import dev.cordon.engine.text.Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a secret or a person without telling which: the first bytes of an HMAC. The same value
 * under the same secret has the same fingerprint in every record. Thread-safe.
 */
public final class Fingerprints {
  private static final byte[] API_KEY = "cordon api key\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] USER = "cordon user\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTES = 8;

  private final HashChain hashes;

  /**
   * Makes fingerprints under a secret.
   *
   * @param secret the trail's key, or the salt that stands beside a trail without one
   */
  public Fingerprints(byte[] secret) {
    this.hashes = new HashChain(secret);
  }

  /**
   * Returns what a value is named in a trail.
   *
   * @param trail the trail's file
   * @param key the trail's key, or null when it has none
   * @param user whether the value is a user, and not an API key
   * @param value the value
   * @return one fingerprint with a key; without, one for each chain, as each has a salt of its own
   * @throws IOException when a salt can't be read
   */
  public static List<String> of(Path trail, byte @Nullable [] key, boolean user, String value)
      throws IOException {
    List<String> found = new ArrayList<>();
    for (Path chain : AuditFiles.chains(trail.toAbsolutePath())) {
      byte[] secret = key == null ? ChainHead.readSalt(AuditFiles.head(chain)) : key;
      if (secret != null && (key == null || found.isEmpty())) {
        Fingerprints own = new Fingerprints(secret);
        found.add(user ? own.user(value) : own.apiKey(value));
      }
    }
    return found;
  }

  /** Returns the fingerprint of an API key: 16 hexadecimal digits. */
  public String apiKey(String key) {
    return of(API_KEY, key);
  }

  /** Returns the fingerprint of a user: 16 hexadecimal digits. */
  public String user(String name) {
    return of(USER, name);
  }

  private synchronized String of(byte[] label, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return Hex.of(hashes.next(label, bytes, bytes.length), BYTES);
  }
}
