package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret that is known by its own form, whatever stands around it. Thread-safe. */
final class PrefixedSecret implements LiteralDetector, Words {
  private static final int SURE = 97;

  /** So many characters of base64 in a row are no path. */
  private static final int BLOB = 12;

  private final DataType type;
  private final CharSets sets;
  private final String notation;

  /** Made when the first literal is met: most never are. */
  private volatile SecretForm @Nullable [] forms;

  private final @Nullable Context near;
  private final int slot;

  PrefixedSecret(DataType type, CharSets sets, String notation, @Nullable Context near, int slot) {
    this.type = type;
    this.sets = sets;
    this.notation = notation;
    this.near = near;
    this.slot = slot;
  }

  /** Returns the literals that the forms are looked for by. */
  @Override
  public String[] all() {
    List<String> anchors = new ArrayList<String>();
    for (SecretForm form : forms()) {
      for (String literal : form.anchors()) {
        String anchor = form.beginsWithAnchor() ? literal : "*" + literal;
        if (!anchors.contains(anchor)) {
          anchors.add(anchor);
        }
      }
    }
    return anchors.toArray(new String[0]);
  }

  private SecretForm[] forms() {
    SecretForm[] made = forms;
    if (made == null) {
      made = SecretCatalogue.forms(sets, notation);
      forms = made;
    }
    return made;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (near != null && !text.has(near)) {
      return;
    }
    SecretSpan span = SecretSpan.of(text, slot);
    for (SecretForm form : forms()) {
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
    return !isInBlob(text, span)
        && (!Ascii.isWord(text.at(span.form))
            || text.beginsWord(span.form)
            || text.at(span.form - 1) == '_')
        && (!Ascii.isWord(text.at(span.end))
            || !Ascii.isWord(text.at(span.end - 1))
            || isEmphasis(text, span));
  }

  /** Tells whether it stands between the two marks of Markdown's emphasis. */
  private static boolean isEmphasis(ScanText text, SecretSpan span) {
    return text.at(span.end) == '_'
        && text.at(span.form - 1) == '_'
        && !Ascii.isWord(text.at(span.end + 1))
        && !Ascii.isWord(text.at(span.form - 2));
  }

  /** Tells whether the form is met by chance amid base64: of an image, of an index. */
  private static boolean isInBlob(ScanText text, SecretSpan span) {
    int before = text.at(span.form - 1);
    int after = text.at(span.end);
    return ((before == '/' || before == '+') && isBase64(text, span.form - 1 - BLOB))
        || ((after == '/' || after == '+') && isBase64(text, span.end + 1));
  }

  private static boolean isBase64(ScanText text, int from) {
    int capitals = 0;
    for (int i = from; i < from + BLOB; i++) {
      int b = text.at(i);
      if (!Ascii.isAlnum(b) && b != '+' && b != '/') {
        return false;
      }
      capitals += Ascii.isUpper(b) ? 1 : 0;
    }
    return capitals >= 3;
  }
}
