package dev.cordon.engine.detect.custom;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A type that words find: through the keywords of the one pass. */
final class WordPart implements DetectorPack, LiteralDetector {
  private final DataType type;
  private final List<String> words;
  private final int confidence;

  WordPart(DataType type, List<String> words, int confidence) {
    this.type = type;
    this.words = words;
    this.confidence = confidence;
  }

  @Override
  public void register(Registry registry) {
    registry.type(type);
    List<String> literals = new ArrayList<String>();
    for (String word : words) {
      if (hasLetter(word)) {
        literals.add("(?i)" + word);
      } else {
        registry.ends(new Marks(type, word.getBytes(StandardCharsets.UTF_8), confidence));
      }
    }
    registry.literals(this, literals.toArray(new String[0]));
  }

  private static boolean hasLetter(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80 || Ascii.isAlnum(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (isBoundary(text, start - 1, start) && isBoundary(text, end - 1, end)) {
      text.report(type, start, end, confidence);
    }
  }

  /** Between two letters or digits of ASCII or of a script with blanks there is no boundary. */
  private static boolean isBoundary(ScanText text, int left, int right) {
    return !(isWord(text.at(left)) && isWord(text.at(right))) || text.beginsWord(right);
  }

  private static boolean isWord(int b) {
    return Ascii.isWord(b) || (b >= 0xc3 && b < 0xe0);
  }

  /** A word without any letter or digit, such as {@code ***}: sought in a pass of its own. */
  private static final class Marks implements EndDetector {
    private final DataType type;
    private final byte[] marks;
    private final int confidence;

    Marks(DataType type, byte[] marks, int confidence) {
      this.type = type;
      this.marks = marks;
      this.confidence = confidence;
    }

    @Override
    public void end(ScanText text) {
      int at = text.from();
      while (marks.length > 0 && at + marks.length <= text.to()) {
        int same = 0;
        while (same < marks.length && text.at(at + same) == (marks[same] & 0xff)) {
          same++;
        }
        if (same == marks.length) {
          text.report(type, at, at + same, confidence);
          at += same;
        } else {
          at++;
        }
      }
    }
  }
}
