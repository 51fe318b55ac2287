package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/** A key that begins with its provider's prefix. */
final class PrefixedKey implements LiteralDetector {
  private static final int LONGEST = 512;

  private final DataType type;
  private final int least;
  private final int most;
  private final boolean upper;

  private PrefixedKey(DataType type, int least, int most, boolean upper) {
    this.type = type;
    this.least = least;
    this.most = most;
    this.upper = upper;
  }

  static void register(Registry registry) {
    DataType anthropic = type(registry, "secret.anthropic_api_key", "Anthropic API key");
    registry.literals(new PrefixedKey(anthropic, 32, LONGEST, false), "sk-ant-");
    DataType openai = type(registry, "secret.openai_api_key", "OpenAI API key");
    registry.literals(new PrefixedKey(openai, 32, LONGEST, false), "sk-");
    DataType aws = type(registry, "secret.aws_access_key", "AWS access key");
    registry.literals(new PrefixedKey(aws, 16, 16, true), "AKIA", "ASIA", "ABIA", "ACCA");
    DataType github = type(registry, "secret.github_token", "GitHub token");
    registry.literals(
        new PrefixedKey(github, 36, 255, false),
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat_");
  }

  private static DataType type(Registry registry, String id, String title) {
    return registry.type(id, DataClass.CREDENTIAL, Severity.CRITICAL, "SECRET", title);
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int i = end;
    boolean digit = false;
    while (i - end < LONGEST && fits(text.at(i))) {
      digit |= Ascii.isDigit(text.at(i));
      i++;
    }
    int length = i - end;
    if (length >= least && length <= most && (digit || length > 40) && !Ascii.isWord(text.at(i))) {
      text.report(type, start, i, 97);
    }
  }

  private boolean fits(int b) {
    return upper ? Ascii.isUpper(b) || Ascii.isDigit(b) : Ascii.isWord(b) || b == '-';
  }
}
