package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.signature.DetachedSignature;
import dev.cordon.engine.signature.KeyType;
import dev.cordon.engine.signature.SigningKey;
import dev.cordon.engine.signature.UnsupportedKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a policy with signed exceptions for tests. */
public final class SignedExceptions {
  private final Path folder;
  private final SigningKey key;

  /** Makes a writer with a key of its own. */
  public SignedExceptions(Path folder) {
    this.folder = folder;
    try {
      this.key = SigningKey.generate(KeyType.ED25519);
    } catch (UnsupportedKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the line of a policy that names the exceptions. */
  public String line() {
    return "exceptions: {file: exceptions.yaml, keys: [\"" + key.publicBase64() + "\"]}";
  }

  /** Writes exceptions and their signature. */
  public void write(String text, Instant signed) {
    try {
      Path file = Files.writeString(folder.resolve("exceptions.yaml"), text);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      DetachedSignature made =
          DetachedSignature.make(DetachedSignature.Kind.EXCEPTIONS, bytes, key, signed);
      Files.write(DetachedSignature.beside(file), made.text());
    } catch (IOException | UnsupportedKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes one exception that ends tomorrow.
   *
   * @param lines what it says besides owner, approver, reason and end
   */
  public void grant(String... lines) {
    write(one(Instant.now().plusSeconds(86_400), lines), Instant.now());
  }

  /** Returns a file with one exception. */
  public static String one(Instant until, String... lines) {
    return "version: 1\nexceptions:\n  trial:\n    owner: team\n    approver: office\n"
        + "    reason: a trial\n    until: "
        + until
        + "\n    "
        + String.join("\n    ", lines)
        + "\n";
  }

  /** Reads a policy beside which the exceptions stand. */
  public ParsedPolicy policy(String... lines) {
    PolicyContext context =
        new PolicyContext(
            Map.of(),
            Scanners.types().stream().map(DataType::id).collect(Collectors.toSet()),
            VendorCatalogue.builtIn().ids());
    String text = "version: 1\n" + line() + "\n" + String.join("\n", lines) + "\n";
    return PolicyParser.parse(
        folder.resolve("cordon.yaml").toString(), text.getBytes(StandardCharsets.UTF_8), context);
  }
}
