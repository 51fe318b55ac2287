package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.ScanText;
import org.jspecify.annotations.Nullable;

/** A secret that is known by its own form, whatever stands around it. Thread-safe. */
final class PrefixedSecret implements LiteralDetector {
  private static final int SURE = 97;

  private final DataType type;
  private final SecretForm[] forms;
  private final @Nullable Context near;
  private final int slot;

  PrefixedSecret(DataType type, SecretForm[] forms, @Nullable Context near, int slot) {
    this.type = type;
    this.forms = forms;
    this.near = near;
    this.slot = slot;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    SecretSpan span = SecretSpan.of(text, slot);
    for (SecretForm form : forms) {
      if (form.matches(span, text, start)
          && stands(text, span)
          && !span.isGlued(text)
          && span.isRandom(text)
          && !span.isPlaceholder(text)
          && (near == null || text.near(near, span.start, span.end))) {
        text.report(type, span.start, span.end, SURE);
        return;
      }
    }
  }

  private static boolean stands(ScanText text, SecretSpan span) {
    return (text.beginsWord(span.form) || text.at(span.form - 1) == '_')
        && (!Ascii.isWord(text.at(span.end)) || !Ascii.isWord(text.at(span.end - 1)));
  }
}
