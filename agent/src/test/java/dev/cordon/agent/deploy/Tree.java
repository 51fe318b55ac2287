package dev.cordon.agent.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A node of a YAML or JSON file. */
record Tree(Object value) {
  /** Reads every document of a file; a key that is there twice is an error. */
  static List<Tree> all(String text) {
    LoadSettings strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    List<Tree> documents = new ArrayList<>();
    new Load(strict).loadAllFromString(text).forEach(each -> documents.add(new Tree(each)));
    return documents;
  }

  /** Returns what stands at a path of keys, or null. */
  Tree at(String... path) {
    Object found = value;
    for (String key : path) {
      found = found instanceof Map<?, ?> map ? map.get(key) : null;
    }
    boolean there = found != null;
    return there || (value instanceof Map<?, ?> map && path.length == 1 && map.containsKey(path[0]))
        ? new Tree(found == null ? Map.of() : found)
        : null;
  }

  List<Tree> items() {
    List<Tree> items = new ArrayList<>();
    ((List<?>) value).forEach(item -> items.add(new Tree(item)));
    return items;
  }

  List<Tree> values() {
    List<Tree> values = new ArrayList<>();
    ((Map<?, ?>) value).values().forEach(item -> values.add(new Tree(item)));
    return values;
  }

  Set<?> keys() {
    return ((Map<?, ?>) value).keySet();
  }

  String text() {
    return String.valueOf(value);
  }

  int number() {
    return (Integer) value;
  }
}
