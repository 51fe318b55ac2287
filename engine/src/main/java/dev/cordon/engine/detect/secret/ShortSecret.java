package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * What a label calls a secret, and a person has made up: {@code secret: …}. Too short for {@link
 * GenericSecret}, so that it must be a setting's whole value. Thread-safe.
 */
final class ShortSecret implements LiteralDetector {
  private static final int LEAST = 8;
  private static final int MOST = 24;
  private static final int PLAUSIBLE = 60;

  /** What names of secrets hold rather than secrets. */
  private static final String[] NAMES = SecretWords.of("short_secret");

  private final DataType type;
  private final int slot;

  private ShortSecret(DataType type, int slot) {
    this.type = type;
    this.slot = slot;
  }

  static void register(Registry registry, DataType type, int slot) {
    registry.literals(new ShortSecret(type, slot), "(?i)*secret");
  }

  @Override
  public void found(ScanText text, int start, int end) {
    SecretSpan span = SecretSpan.of(text, slot);
    LabelledValue value = span.value;
    if (Ascii.isWord(text.at(end))
        || !value.read(text, start, end, GenericSecret.WORDS)
        || value.prose
        || value.words > 0
        || value.wordEnd != end
        || !value.isPlain(text)) {
      return;
    }
    int to = value.start;
    while (to - value.start <= MOST && isPart(text.at(to))) {
      to++;
    }
    boolean whole =
        value.quote != 0 ? text.at(to) == value.quote : SettingsLine.isWhole(text, value, to);
    int made = PasswordText.of(text, value.start, to);
    if (whole
        && to - value.start >= LEAST
        && to - value.start <= MOST
        && PasswordText.hasDigit(made)
        && PasswordText.isMixed(made)
        && !PasswordReference.isTerm(text, value.start)
        && (isVariable(text, value) || !isName(text, value.start, to))) {
      span.start = value.start;
      span.random = value.start;
      span.end = to;
      if (span.isRandom(text) && !span.isPlaceholder(text)) {
        text.report(type, value.start, to, PLAUSIBLE);
      }
    }
  }

  private static boolean isPart(int b) {
    return Ascii.isAlnum(b) || b == '!' || b == '@' || b == '#' || b == '$' || b == '%' || b == '^';
  }

  /** Tells {@code JWT_SECRET=} of an environment, where nobody refers to a secret by its name. */
  private static boolean isVariable(ScanText text, LabelledValue value) {
    return text.at(value.start - 1) == '=' && Ascii.isUpper(text.at(value.wordEnd - 1));
  }

  private static boolean isName(ScanText text, int from, int to) {
    for (int i = from; i < to; i++) {
      for (String name : NAMES) {
        if (LabelSyntax.stands(text, i, name)) {
          return true;
        }
      }
    }
    return false;
  }
}
