package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.ScanText;
import org.jspecify.annotations.Nullable;

/** A secret whose form says little, known by the provider's name in its label. Thread-safe. */
final class LabelledSecret implements LiteralDetector {
  private static final int NESTED = 3;
  private static final int ASSIGNED = 92;
  private static final int TOLD = 88;

  private final DataType type;
  private final CharSets sets;
  private final String notation;

  /** Made when the label is first met: most never are. */
  private volatile SecretForm @Nullable [] forms;

  private final Context label;
  private final int slot;

  LabelledSecret(DataType type, CharSets sets, String notation, Context label, int slot) {
    this.type = type;
    this.sets = sets;
    this.notation = notation;
    this.label = label;
    this.slot = slot;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    SecretSpan span = SecretSpan.of(text, slot);
    LabelledValue value = span.value;
    if (!value.read(text, start, end, LabelledValue.WORDS)) {
      return;
    }
    for (int i = 0; i <= NESTED; i++) {
      if (verify(text, span, value.start, value.prose ? TOLD : ASSIGNED) || !value.next(text)) {
        return;
      }
    }
  }

  /** Looks at a text that is a value whole, under a JSON key. */
  void whole(ScanText text, SecretSpan span, int start) {
    if (text.keyHas(label)) {
      verify(text, span, start, ASSIGNED);
    }
  }

  private SecretForm[] forms() {
    SecretForm[] made = forms;
    if (made == null) {
      made = SecretCatalogue.forms(sets, notation);
      forms = made;
    }
    return made;
  }

  private boolean verify(ScanText text, SecretSpan span, int start, int confidence) {
    for (SecretForm form : forms()) {
      if (form.matches(span, text, start)
          && span.endsValue(text)
          && span.isMixed(text)
          && span.isRandom(text)
          && !isDigest(text, span)
          && !span.isWords(text)
          && !span.isPlaceholder(text)) {
        text.report(type, span.start, span.end, confidence);
        return true;
      }
    }
    return false;
  }

  /** Tells whether a base64 form is met by 40 hexadecimal digits: a commit rather than a key. */
  private boolean isDigest(ScanText text, SecretSpan span) {
    if (span.end - span.start != 40 || !type.id().startsWith("secret.aws")) {
      return false;
    }
    int i = span.start;
    while (i < span.end && Ascii.isHex(text.at(i))) {
      i++;
    }
    return i == span.end;
  }

  /** Returns the words that a key has for it. */
  Context label() {
    return label;
  }
}
