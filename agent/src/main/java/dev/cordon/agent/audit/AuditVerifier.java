package dev.cordon.agent.audit;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks a trail: every chain that stands under its name, each record, each number, each file, and
 * the end. Reads each file once, in constant memory.
 */
public final class AuditVerifier {
  private final Path file;
  private final byte @Nullable [] key;

  /**
   * Prepares a check.
   *
   * @param file the file being written; older files, and those of other processes that were given
   *     the same name, are found beside it
   * @param key the key of the chain's HMAC, or null for plain hashes
   */
  public AuditVerifier(Path file, byte @Nullable [] key) {
    this.file = file.toAbsolutePath();
    this.key = key == null ? null : key.clone();
  }

  /**
   * Checks the trail.
   *
   * @return what was found
   * @throws IOException when a file can't be read
   */
  public Verification verify() throws IOException {
    Verification result = new Verification();
    for (Path chain : AuditFiles.chains(file)) {
      new ChainCheck(chain, new HashChain(key), result).run();
    }
    return result;
  }
}
