package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.CharRun;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/** JSON web tokens (RFC 7519): {@code eyJ}, the beginning of a JSON object in base64url, twice. */
final class JsonWebToken implements LiteralDetector {
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
    if (header - start < 16 || text.at(header) != '.' || text.at(header + 1) != 'e') {
      return;
    }
    int claims = part(text, header + 1);
    if (claims - header < 10) {
      return;
    }
    int last = text.at(claims) == '.' ? part(text, claims + 1) : claims;
    text.report(type, start, last, last > claims + 1 ? 98 : 85);
  }

  private static int part(ScanText text, int start) {
    int i = text.runEnd(CharRun.BASE64URL, start);
    while (text.at(i) == '=') {
      i++;
    }
    return i;
  }
}
