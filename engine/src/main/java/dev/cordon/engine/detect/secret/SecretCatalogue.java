package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Resources;
import dev.cordon.engine.detect.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code secrets.txt}, whose head says what a row holds. */
final class SecretCatalogue {
  private static final int FIELDS = 6;

  private final CharSets sets = new CharSets();
  private final Map<String, DataType> types = new HashMap<String, DataType>();
  private final List<LabelledSecret> labelled = new ArrayList<LabelledSecret>();
  private final Registry registry;
  private final int slot;

  private SecretCatalogue(Registry registry, int slot) {
    this.registry = registry;
    this.slot = slot;
  }

  /** Registers all rows. */
  static void register(Registry registry) {
    int slot = SecretSpan.slot(registry);
    SecretCatalogue catalogue = new SecretCatalogue(registry, slot);
    for (String row : rows()) {
      catalogue.row(split(row, '|'));
    }
    registry.literals(new AwsSecretKey(catalogue.known("aws_secret_key"), slot), "AKIA", "ASIA");
    Context[] labels = new Context[catalogue.labelled.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = catalogue.labelled.get(i).label();
    }
    registry.ends(new KeyedLabels(catalogue.labelled, slot), KeyedText.LONGEST, labels);
  }

  private DataType known(String id) {
    DataType type = types.get(id);
    if (type == null) {
      throw new IllegalStateException("secrets.txt: no " + id);
    }
    return type;
  }

  /** Returns the rows, without the comments and what is for tests and readers. */
  static List<String> rows() {
    String text = Resources.read(SecretCatalogue.class, "secrets.txt");
    List<String> rows = new ArrayList<String>(256);
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (end > at && text.charAt(at) != '#' && text.charAt(at) != ' ') {
        rows.add(Resources.row(text, at, end));
      }
      at = end + 1;
    }
    return rows;
  }

  private void row(String[] fields) {
    if (fields.length != FIELDS) {
      throw new IllegalStateException("secrets.txt: " + fields[0]);
    }
    DataType type = type(fields);
    if (fields[3].isEmpty()) {
      Context near = fields[5].isEmpty() ? null : registry.context(split(fields[5], ','));
      PrefixedSecret detector = new PrefixedSecret(type, sets, fields[4], near, slot);
      for (String form : split(fields[4], ' ')) {
        if (!SecretForm.hasAnchor(form)) {
          registry.mark(detector, '|');
        }
      }
      registry.literals(detector, detector);
    } else {
      String[] words = split(fields[3], ',');
      String[] anywhere = new String[words.length];
      String[] prefixes = new String[words.length];
      for (int i = 0; i < words.length; i++) {
        boolean capital = !words[i].equals(words[i].toLowerCase(Locale.ROOT));
        anywhere[i] = capital ? words[i] : "(?i)" + words[i];
        prefixes[i] = words[i].replace('_', ' ').replace('-', ' ') + "*";
      }
      LabelledSecret detector =
          new LabelledSecret(type, sets, fields[4], registry.context(prefixes), slot);
      registry.literals(detector, anywhere);
      labelled.add(detector);
    }
  }

  private DataType type(String[] fields) {
    DataType type = types.get(fields[0]);
    if (type == null) {
      Severity severity =
          fields[1].equals("C")
              ? Severity.CRITICAL
              : fields[1].equals("H") ? Severity.HIGH : Severity.MEDIUM;
      type = type(registry, fields[0], severity, fields[2]);
      types.put(fields[0], type);
    }
    return type;
  }

  static DataType type(Registry registry, String name, Severity severity, String title) {
    return registry.type("secret." + name, DataClass.CREDENTIAL, severity, "SECRET", title);
  }

  static SecretForm[] forms(CharSets sets, String list) {
    String[] texts = split(list, ' ');
    SecretForm[] forms = new SecretForm[texts.length];
    for (int i = 0; i < texts.length; i++) {
      forms[i] = SecretForm.parse(sets, texts[i]);
    }
    return forms;
  }

  static String[] split(String text, char separator) {
    List<String> parts = new ArrayList<String>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts.toArray(new String[0]);
  }
}
