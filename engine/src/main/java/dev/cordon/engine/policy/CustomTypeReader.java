package dev.cordon.engine.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.custom.ExactValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code custom_types}. */
final class CustomTypeReader {
  private CustomTypeReader() {}

  static List<CustomType> read(Section top, Set<String> builtIn, ReferredFiles files) {
    List<CustomType> types = new ArrayList<>();
    Section section = top.section("custom_types", null);
    if (section == null) {
      return types;
    }
    for (String id : section.names()) {
      if (!isIdentifier(id) || id.equals("default")) {
        section.wrongKey(id, "an identifier has lower-case letters, digits, _ and . only");
      } else if (builtIn.contains(id) || dataClass(id) != null) {
        section.wrongKey(id, "is the name of a built-in type or class");
      }
      Section lines = section.section(id, PolicyKeys.CUSTOM_TYPE);
      if (lines != null) {
        types.add(type(id, lines, section, files));
      }
    }
    return types;
  }

  private static CustomType type(String id, Section lines, Section parent, ReferredFiles files) {
    String title = lines.text("title");
    String regex = lines.text("regex");
    if (regex != null) {
      checkRegex(lines, regex);
    }
    List<String> keywords = lines.texts("keywords");
    List<String> keys = lines.texts("keys");
    List<ExactValues> values = values(lines, files);
    boolean listed = lines.has("values") || lines.has("values_file");
    if (regex == null && keywords.isEmpty() && keys.isEmpty() && !listed) {
      parent.wrong(id, "needs a regex, keywords, keys or values to be found by");
    }
    Severity severity = lines.choice("severity", Severity.values());
    DataType type =
        new DataType(
            id,
            dataClass(lines),
            severity == null ? Severity.MEDIUM : severity,
            token(id, lines),
            title == null ? id : title);
    int confidence = (int) lines.number("confidence", Quantity.COUNT, 1, 100, 90);
    return new CustomType(type, regex, keywords, keys, values, lines.texts("context"), confidence);
  }

  private static List<ExactValues> values(Section lines, ReferredFiles files) {
    List<ExactValues> lists = new ArrayList<>();
    List<String> texts = lines.texts("values");
    if (!texts.isEmpty()) {
      ExactValues.Builder values = ExactValues.builder();
      for (String text : texts) {
        if (!values.add(text)) {
          lines.wrong("values", "a value has " + ExactValues.LIMITS);
        }
      }
      lists.add(values.build());
    }
    for (String name : lines.texts("values_file")) {
      ExactValues values = files.values(lines, "values_file", name);
      if (values != null) {
        lists.add(values);
      }
    }
    return lists;
  }

  private static void checkRegex(Section lines, String regex) {
    try {
      if (Pattern.compile(regex).matches("")) {
        lines.wrong("regex", "matches the empty text");
      }
    } catch (PatternSyntaxException e) {
      lines.wrong("regex", "is no valid RE2 pattern: " + e.getDescription());
    }
  }

  private static DataClass dataClass(Section lines) {
    String name = lines.text("class");
    DataClass dataClass = name == null ? DataClass.CUSTOM : dataClass(name);
    if (dataClass == null) {
      List<String> names = new ArrayList<>();
      for (DataClass known : DataClass.values()) {
        names.add(known.id());
      }
      lines.wrong("class", "must be one of " + String.join(", ", names));
      return DataClass.CUSTOM;
    }
    return dataClass;
  }

  private static @Nullable DataClass dataClass(String id) {
    for (DataClass dataClass : DataClass.values()) {
      if (dataClass.id().equals(id)) {
        return dataClass;
      }
    }
    return null;
  }

  private static String token(String id, Section lines) {
    String token = lines.text("token");
    if (token == null) {
      String word = id.substring(id.lastIndexOf('.') + 1).replace("_", "");
      return word.isEmpty() || !Character.isLetter(word.charAt(0))
          ? "CUSTOM"
          : word.toUpperCase(Locale.ROOT);
    }
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean digit = i > 0 && c >= '0' && c <= '9';
      if (i > 23 || !(digit || (c >= 'A' && c <= 'Z'))) {
        lines.wrong("token", "must be A to Z and digits, at most 24, a letter first");
        return "CUSTOM";
      }
    }
    return token;
  }

  private static boolean isIdentifier(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '.') {
        return false;
      }
    }
    return !id.isEmpty();
  }
}
