package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a scanner, in the order of their declaration: the more specific first. Those that
 * the build has written are read when the first one is asked for. Thread-safe.
 */
final class DataTypes {
  private static final char FIELD = '\t';
  private static final char ROW = '\n';

  private final Collection<DataType> first;
  private final String rows;
  private volatile @Nullable Map<String, DataType> types;
  private volatile @Nullable Map<String, Integer> order;

  /**
   * Makes a list.
   *
   * @param first the first types
   * @param rows the other ones, as {@link #rows(Collection)} writes them
   */
  DataTypes(Collection<DataType> first, String rows) {
    this.first = first;
    this.rows = rows;
  }

  /** Returns types as a text. */
  static String rows(Collection<DataType> types) {
    StringBuilder rows = new StringBuilder();
    for (DataType type : types) {
      rows.append(type.id()).append(FIELD).append(type.dataClass().name()).append(FIELD);
      rows.append(type.severity().name()).append(FIELD).append(type.token()).append(FIELD);
      rows.append(type.title()).append(ROW);
    }
    return rows.toString();
  }

  /** Returns all types. */
  List<DataType> all() {
    return new ArrayList<DataType>(types().values());
  }

  /** Returns the type of an identifier, or null. */
  @Nullable DataType get(String id) {
    return types().get(id);
  }

  /** Returns the type's place in the order, their count for one that isn't known. */
  int order(DataType type) {
    Map<String, Integer> known = order;
    if (known == null) {
      known = readOrder();
      order = known;
    }
    Integer place = known.get(type.id());
    return place == null ? known.size() : place;
  }

  /** Reads the identifiers alone: the first finding waits for it. */
  private Map<String, Integer> readOrder() {
    Map<String, Integer> read = new HashMap<String, Integer>(1024);
    for (DataType type : first) {
      place(read, type.id());
    }
    for (int at = 0; at < rows.length(); at = rows.indexOf(ROW, at) + 1) {
      place(read, rows.substring(at, rows.indexOf(FIELD, at)));
    }
    return read;
  }

  private static void place(Map<String, Integer> order, String id) {
    if (!order.containsKey(id)) {
      order.put(id, order.size());
    }
  }

  private Map<String, DataType> types() {
    Map<String, DataType> known = types;
    if (known == null) {
      known = readAll();
      types = known;
    }
    return known;
  }

  private Map<String, DataType> readAll() {
    Map<String, DataType> read = new LinkedHashMap<String, DataType>();
    for (DataType type : first) {
      add(read, type);
    }
    String[] fields = new String[4];
    int at = 0;
    while (at < rows.length()) {
      for (int i = 0; i < fields.length; i++) {
        int end = rows.indexOf(FIELD, at);
        fields[i] = rows.substring(at, end);
        at = end + 1;
      }
      int end = rows.indexOf(ROW, at);
      DataClass dataClass = DataClass.valueOf(fields[1]);
      Severity severity = Severity.valueOf(fields[2]);
      String title = rows.substring(at, end);
      add(read, new DataType(fields[0], dataClass, severity, fields[3], title));
      at = end + 1;
    }
    return read;
  }

  private static void add(Map<String, DataType> types, DataType type) {
    if (!types.containsKey(type.id())) {
      types.put(type.id(), type);
    }
  }
}
