package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Resources;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Words;
import dev.cordon.engine.detect.general.OtherThing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code identifiers.txt}, whose head says what a row holds. */
final class IdentifierCatalogue {
  private static final int FIELDS = 8;
  private static final String PERSON = "person";
  private static final String COMPANY = "company";

  private final Registry registry;
  private final Map<String, DataType> types = new HashMap<String, DataType>();

  /** Words by country, and those of all countries under {@link #PERSON} and the others. */
  private final Map<String, Context> words = new HashMap<String, Context>();

  private final Map<String, Home> homes = new HashMap<String, Home>();
  private final OtherThing others;
  private final Regions regions;

  private IdentifierCatalogue(Registry registry, Regions regions) {
    this.regions = regions;
    this.registry = registry;
    this.others = OtherThing.register(registry);
  }

  static void register(Registry registry, Regions regions) {
    IdentifierCatalogue catalogue = new IdentifierCatalogue(registry, regions);
    catalogue.read(Resources.read(IdentifierCatalogue.class, "identifiers.txt"));
  }

  /** The words stand before the rows; what is behind a blank is for tests and readers. */
  private void read(String rows) {
    int at = 0;
    while (at < rows.length()) {
      int end = rows.indexOf('\n', at);
      end = end < 0 ? rows.length() : end;
      if (end > at && rows.charAt(at) == '@') {
        int bar = rows.indexOf('|', at);
        words.put(
            rows.substring(at + 1, bar),
            registry.context(new Listed(Resources.row(rows, bar + 1, end))));
      } else if (end > at && rows.charAt(at) != '#' && rows.charAt(at) != ' ') {
        if (types.isEmpty()) {
          UsSsn.register(registry, others);
        }
        row(split(Resources.row(rows, at, end), '|'));
      }
      at = end + 1;
    }
  }

  private void row(List<String> fields) {
    if (fields.size() != FIELDS) {
      throw new IllegalStateException("identifiers.txt: " + fields);
    }
    String id = typeId(fields.get(0));
    DataType type = types.get(id);
    if (type == null) {
      Severity severity = Severity.valueOf(fields.get(1));
      type = registry.type(id, DataClass.GOVERNMENT_ID, severity, fields.get(2), fields.get(3));
      types.put(id, type);
    }
    NationalNumber detector =
        new NationalNumber(
            type,
            registry.context(new Listed(fields.get(7))),
            shared(type.severity() == Severity.LOW ? COMPANY : PERSON),
            others,
            words.get(id.substring(0, 2)),
            home(id.substring(0, 2)),
            fields.get(4),
            numbers(fields.get(5)));
    registry.shapes(detector, new Listed(fields.get(6)));
  }

  private Home home(String country) {
    Home home = homes.get(country);
    if (home == null) {
      home = new Home(regions, country);
      homes.put(country, home);
    }
    return home;
  }

  private Context shared(String name) {
    Context context = words.get(name);
    if (context == null) {
      throw new IllegalStateException("identifiers.txt has no line @" + name);
    }
    return context;
  }

  /**
   * A second row of one type, with another check, has a word more: {@code dk.cpr.checked}, {@code
   * passport.any}.
   */
  private static String typeId(String id) {
    int country = id.indexOf('.') == 2 ? 3 : 0;
    int second = id.indexOf('.', country);
    return second < 0 ? id : id.substring(0, second);
  }

  private static int[] numbers(String list) {
    List<String> parts = split(list, ' ');
    int[] numbers = new int[parts.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(parts.get(i));
    }
    return numbers;
  }

  /** A list with commas between. */
  private static final class Listed implements Words {
    private final String list;

    Listed(String list) {
      this.list = list;
    }

    @Override
    public String[] all() {
      return split(list, ',').toArray(new String[0]);
    }
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<String>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }
}
