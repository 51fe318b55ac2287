package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.general.OtherThing;

/** Numbers without a form of their own behind a label: {@code MRN: 00482913}. */
final class HealthNumber implements LiteralDetector {
  /** The label of such a number stands right before. */
  private static final int NAMED = 88;

  /** How many bytes and words such as {@code number is} may stand between label and number. */
  private static final int GAP = 20;

  private static final int LONGEST = 20;

  private final DataType type;

  private HealthNumber(DataType type) {
    this.type = type;
  }

  static void register(Registry registry, WordLists cues) {
    add(registry, cues, "medical.record_number", "MRN", "Medical record number", "record_number");
    OtherThing others = OtherThing.register(registry);
    DataType member =
        add(
            registry,
            cues,
            "medical.insurance_member",
            "MEMBERID",
            "Health insurance id",
            "insurance");
    registry.shapes(
        new LabelledNumber(member, registry.context(cues.words("insurance_word")), others),
        LabelledNumber.members());
    DataType telematics =
        add(registry, cues, "de.telematik_id", "TELEMATIK", "German telematics id", "telematik");
    LabelledNumber.telematics(
        registry,
        new LabelledNumber(telematics, registry.context(cues.words("telematik_word")), others));
    add(registry, cues, "medical.license", "LICENSE", "Licence of a health worker", "license");
  }

  private static DataType add(
      Registry registry, WordLists cues, String id, String token, String title, String kind) {
    DataType type = registry.type(id, DataClass.HEALTH, Severity.HIGH, token, title);
    registry.literals(new HealthNumber(type), cues.words(kind));
    return type;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (isOfThing(text, start)) {
      return;
    }
    int at = end;
    while (at - end < GAP && !isValue(text, at)) {
      int b = text.at(at);
      if (b < 0
          || b == '\n'
          || b == ','
          || b == ';'
          || (b == '.' && text.at(at + 1) == ' ' && !isNo(text, at))) {
        return;
      }
      at++;
    }
    int stop = at;
    int digits = 0;
    while (stop - at < LONGEST && (isPart(text, stop) || isGroup(text, at, stop))) {
      digits += Ascii.isDigit(text.at(stop)) ? 1 : 0;
      stop++;
    }
    if (digits >= 4 && text.endsWord(stop) && !(text.at(stop) == '.' && isPart(text, stop + 1))) {
      text.report(type, at, stop, NAMED);
    }
  }

  /** Tells {@code car insurance policy}. */
  private static boolean isOfThing(ScanText text, int start) {
    if (text.at(start - 1) != ' ') {
      return false;
    }
    int label = start;
    if (text.at(start - 2) == 'e' && text.at(start - 3) == 'c' && text.at(start - 11) == ' ') {
      label = start - 10; // home insurance policy number
    }
    for (String thing : THINGS) {
      int at = label - 1 - thing.length();
      int i = 0;
      while (i < thing.length() && Ascii.lower(text.at(at + i)) == thing.charAt(i)) {
        i++;
      }
      if (i == thing.length() && text.beginsWord(at)) {
        return true;
      }
    }
    return false;
  }

  /** Tells a blank inside a number: two to six digits follow and end it or a group. */
  private static boolean isGroup(ScanText text, int start, int blank) {
    if (text.at(blank) != ' ' || blank == start) {
      return false;
    }
    int i = blank + 1;
    while (i - blank < 8 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    int digits = i - blank - 1;
    int behind = text.at(i);
    boolean joined = "-/:.,".indexOf(behind) >= 0 && Ascii.isDigit(text.at(i + 1));
    return digits > 1 && digits < 7 && text.endsWord(i) && !joined;
  }

  private static final String[] THINGS = {
    "car", "auto", "motor", "vehicle", "home", "travel", "pet"
  };

  /** Tells {@code No.} and {@code Nr.} from the end of a sentence. */
  private static boolean isNo(ScanText text, int dot) {
    int first = text.at(dot - 2) | 0x20;
    int second = text.at(dot - 1) | 0x20;
    return first == 'n' && (second == 'o' || second == 'r');
  }

  /** A digit, or capitals with digits behind, at the beginning of a word. */
  private static boolean isValue(ScanText text, int at) {
    if (Ascii.isWord(text.at(at - 1))) {
      return false;
    }
    int i = at;
    while (i - at < 5 && (Ascii.isUpper(text.at(i)) || (i > at && text.at(i) == '-'))) {
      i++;
    }
    return Ascii.isDigit(text.at(i)) || (i - at > 1 && i - at < 5 && isGroup(text, at, i));
  }

  private static boolean isPart(ScanText text, int i) {
    int b = text.at(i);
    return Ascii.isDigit(b) || Ascii.isUpper(b) || (b == '-' && Ascii.isAlnum(text.at(i + 1)));
  }
}
