package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.CharRun;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * JSON web tokens (RFC 7519), signed or encrypted: {@code eyJ} is the beginning of a JSON object in
 * base64url.
 */
final class JsonWebToken implements LiteralDetector {
  /** Five parts, the first of which is a head in JSON. */
  private static final int ENCRYPTED = 97;

  private final DataType type;

  private JsonWebToken(DataType type) {
    this.type = type;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "secret.jwt", DataClass.CREDENTIAL, Severity.CRITICAL, "JWT", "JSON web token");
    registry.literals(new JsonWebToken(type), "eyJ");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (text.at(start - 1) == '.') {
      return;
    }
    int header = part(text, end);
    if (header - start < 16 || text.at(header) != '.') {
      return;
    }
    if (text.at(header + 1) != 'e') {
      encrypted(text, start, header);
      return;
    }
    int claims = part(text, header + 1);
    if (claims - header < 10) {
      return;
    }
    int last = text.at(claims) == '.' ? part(text, claims + 1) : claims;
    text.report(type, start, last, last > claims + 1 ? Confidence.CERTAIN : Confidence.CHECKED);
  }

  /** Reports a token of five parts (RFC 7516), of which the second may be empty. */
  private void encrypted(ScanText text, int start, int header) {
    int last = header;
    for (int i = 0; i < 4; i++) {
      if (text.at(last) != '.') {
        return;
      }
      last = part(text, last + 1);
    }
    if (last - header >= 40) {
      text.report(type, start, last, ENCRYPTED);
    }
  }

  private static int part(ScanText text, int start) {
    int i = text.runEnd(CharRun.BASE64URL, start);
    while (text.at(i) == '=') {
      i++;
    }
    return i;
  }
}
