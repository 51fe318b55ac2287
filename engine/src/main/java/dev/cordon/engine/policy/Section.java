package dev.cordon.engine.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a policy file, read strictly: what is not understood is a problem. */
final class Section {
  private final String path;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  private Section(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads a mapping.
   *
   * @param known the keys that it may hold, or null when the user chooses them
   */
  static Section of(Node node, String path, Problems problems, @Nullable List<String> known) {
    Section section = new Section(path, problems);
    if (!(node instanceof MappingNode)) {
      problems.add(node, path, "must be a mapping (key: value)");
      return section;
    }
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      section.put(entry.getKeyNode(), entry.getValueNode(), known);
    }
    return section;
  }

  /** Reads a file whose keys the reader checks; null when it is no YAML, which is a problem. */
  static @Nullable Section file(
      String file, byte[] bytes, Problems problems, @Nullable List<String> known) {
    Node root = PolicyParser.compose(file, bytes, problems);
    return root == null ? null : of(root, "", problems, known);
  }

  private void put(Node keyNode, Node value, @Nullable List<String> known) {
    if (!(keyNode instanceof ScalarNode)) {
      problems.add(keyNode, path, "a key must be plain text");
      return;
    }
    String key = ((ScalarNode) keyNode).getValue();
    if (known != null && !known.contains(key)) {
      problems.add(keyNode, at(key), "unknown key" + Suggestion.text(key, known));
      return;
    }
    if (values.put(key, value) != null) {
      problems.add(keyNode, at(key), "is here twice");
    }
    keys.put(key, keyNode);
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Returns the line of a key, from 1; 0 when there is no such key. */
  int line(String key) {
    Node node = keys.get(key);
    return node == null || !node.getStartMark().isPresent()
        ? 0
        : node.getStartMark().get().getLine() + 1;
  }

  @Nullable Node value(String key) {
    return values.get(key);
  }

  /** Returns a value as a text, a list of texts or a map of these; null when there is none. */
  @Nullable Object plain(String key) {
    Node node = values.get(key);
    return node == null ? null : plain(node);
  }

  private static Object plain(Node node) {
    if (node instanceof SequenceNode) {
      List<Object> items = new ArrayList<>();
      for (Node item : ((SequenceNode) node).getValue()) {
        items.add(plain(item));
      }
      return items;
    }
    if (node instanceof MappingNode) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (NodeTuple entry : ((MappingNode) node).getValue()) {
        entries.put(plain(entry.getKeyNode()), plain(entry.getValueNode()));
      }
      return entries;
    }
    return node instanceof ScalarNode ? ((ScalarNode) node).getValue() : "";
  }

  /** Returns the sections of a list. */
  List<Section> sections(String key, List<String> known) {
    List<Section> sections = new ArrayList<>();
    Node node = values.get(key);
    if (node instanceof SequenceNode) {
      for (Node item : ((SequenceNode) node).getValue()) {
        sections.add(of(item, at(key), problems, known));
      }
    }
    return sections;
  }

  /**
   * Returns the line, from 1, where the file names a key below this section, or a key above it that
   * is no section; 0 when it doesn't. {@code vendors.deny: [a]} names {@code vendors.deny.vendors}.
   */
  int lineBelow(List<String> path) {
    Node name = keys.get(path.get(0));
    Node value = values.get(path.get(0));
    for (int i = 1; i < path.size() && name != null && value != null; i++) {
      if (!(value instanceof MappingNode)) {
        boolean vendors = i == 2 && path.get(0).equals("vendors") && path.get(1).equals("deny");
        return vendors ? 0 : line(name);
      }
      NodeTuple entry = entry((MappingNode) value, path.get(i));
      name = entry == null ? null : entry.getKeyNode();
      value = entry == null ? null : entry.getValueNode();
    }
    return name == null ? 0 : line(name);
  }

  private static int line(Node node) {
    return node.getStartMark().isPresent() ? node.getStartMark().get().getLine() + 1 : 1;
  }

  private static @Nullable NodeTuple entry(MappingNode section, String key) {
    for (NodeTuple entry : section.getValue()) {
      Node name = entry.getKeyNode();
      if (name instanceof ScalarNode && ((ScalarNode) name).getValue().equals(key)) {
        return entry;
      }
    }
    return null;
  }

  /**
   * Adds what the file doesn't say; problems of it are reported at the place that stands for it.
   *
   * @param path the key, whose sections are made where they are missing; {@link #lineBelow} is 0
   * @param value as {@link #plain} returns it
   * @param standsFor the key whose value's place it gets
   */
  void add(List<String> path, Object value, String standsFor) {
    Node at = values.get(standsFor);
    Optional<Mark> place = at == null ? Optional.<Mark>empty() : at.getStartMark();
    String first = path.get(0);
    if (path.size() == 1) {
      keys.put(first, node(first, place));
      values.put(first, node(value, place));
      return;
    }
    if (!values.containsKey(first)) {
      keys.put(first, node(first, place));
      values.put(first, node(new LinkedHashMap<>(), place));
    }
    MappingNode section = (MappingNode) values.get(first);
    for (int i = 1; section != null && i < path.size() - 1; i++) {
      section = below(section, path.get(i), place);
    }
    if (section != null) {
      Node name = node(path.get(path.size() - 1), place);
      section.getValue().add(new NodeTuple(name, node(value, place)));
    }
  }

  private static MappingNode below(MappingNode section, String key, Optional<Mark> place) {
    NodeTuple entry = entry(section, key);
    if (entry != null && entry.getValueNode() instanceof MappingNode) {
      return (MappingNode) entry.getValueNode();
    }
    MappingNode made = (MappingNode) node(new LinkedHashMap<>(), place);
    if (entry == null) {
      section.getValue().add(new NodeTuple(node(key, place), made));
    } else { // vendors.deny: [a]
      Node list = entry.getValueNode();
      made.getValue().add(new NodeTuple(node("vendors", list.getStartMark()), list));
      Collections.replaceAll(section.getValue(), entry, new NodeTuple(entry.getKeyNode(), made));
    }
    return made;
  }

  private static Node node(Object value, Optional<Mark> place) {
    if (value instanceof List) {
      List<Node> items = new ArrayList<>();
      for (Object item : (List<?>) value) {
        items.add(node(item, place));
      }
      return new SequenceNode(Tag.SEQ, true, items, FlowStyle.FLOW, place, place);
    }
    if (value instanceof Map) {
      List<NodeTuple> entries = new ArrayList<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        entries.add(new NodeTuple(node(entry.getKey(), place), node(entry.getValue(), place)));
      }
      return new MappingNode(Tag.MAP, true, entries, FlowStyle.FLOW, place, place);
    }
    return new ScalarNode(Tag.STR, true, String.valueOf(value), ScalarStyle.PLAIN, place, place);
  }

  /** Reports a problem of a key's name. */
  void wrongKey(String key, String message) {
    Node node = keys.get(key);
    if (node != null) {
      problems.add(node, at(key), message);
    }
  }

  /** Reports a problem of a key's value. */
  void wrong(String key, String message) {
    Node node = values.get(key);
    if (node != null) {
      problems.add(node, at(key), message);
    }
  }

  /** Reports a problem of one text of a list. */
  void wrongItem(String key, String text, String message) {
    Node item = item(key, text);
    if (item != null) {
      problems.add(item, at(key), message);
    }
  }

  /** Returns the line, from 1, of one text of a list; 0 when the list has no such text. */
  int itemLine(String key, String text) {
    Node item = item(key, text);
    return item == null ? 0 : line(item);
  }

  private @Nullable Node item(String key, String text) {
    Node node = values.get(key);
    if (node instanceof SequenceNode) {
      for (Node item : ((SequenceNode) node).getValue()) {
        if (item instanceof ScalarNode && ((ScalarNode) item).getValue().equals(text)) {
          return item;
        }
      }
      return null;
    }
    return node;
  }

  /** Reports a problem of another file that a key's value names. */
  void wrongFile(String key, String file, long line, String message) {
    problems.add(file, (int) Math.min(line, Integer.MAX_VALUE), at(key), message);
  }

  /** Returns the section under a key, or null when there is none. */
  @Nullable Section section(String key, @Nullable List<String> known) {
    Node node = values.get(key);
    return node == null ? null : of(node, at(key), problems, known);
  }

  /** Returns the section under a key whose keys the reader checks; null when it is no section. */
  @Nullable Section sectionOrNull(String key) {
    Node node = values.get(key);
    return node instanceof MappingNode ? of(node, at(key), problems, null) : null;
  }

  /** Returns a key's text; null when there is none or it is no text. */
  @Nullable String text(String key) {
    Node node = values.get(key);
    if (node == null) {
      return null;
    }
    if (node instanceof ScalarNode && !((ScalarNode) node).getValue().isEmpty()) {
      return ((ScalarNode) node).getValue();
    }
    problems.add(node, at(key), "must be one value");
    return null;
  }

  /** Returns a key's text of one line; null when there is none or it is wrong. */
  @Nullable String line(String key, int longest) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        wrong(key, "must be one line");
        return null;
      }
    }
    if (text.length() > longest) {
      wrong(key, "is longer than " + longest + " characters");
      return null;
    }
    return text;
  }

  /** Returns a constant by its name in lower case; null when there is none or it is wrong. */
  <E extends Enum<E>> @Nullable E choice(String key, E[] choices) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (E choice : choices) {
      String name = choice.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return choice;
      }
      names.add(name);
    }
    wrong(key, "must be one of " + String.join(", ", names) + Suggestion.text(text, names));
    return null;
  }

  boolean flag(String key, boolean fallback) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    if (!text.equals("true") && !text.equals("false")) {
      wrong(key, "must be true or false");
    }
    return text.equals("true");
  }

  /** Returns a number with an optional unit; the fallback when there is none or it is wrong. */
  long number(String key, Quantity quantity, long min, long max, long fallback) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    long value = quantity.parse(text);
    if (value < min || value > max) {
      wrong(
          key,
          "must be "
              + quantity.form()
              + " from "
              + quantity.print(min)
              + " to "
              + quantity.print(max));
      return fallback;
    }
    return value;
  }

  /** Returns the texts of a list; a single text is a list of one. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    Node node = values.get(key);
    if (node instanceof SequenceNode) {
      for (Node item : ((SequenceNode) node).getValue()) {
        if (item instanceof ScalarNode && !((ScalarNode) item).getValue().isEmpty()) {
          texts.add(((ScalarNode) item).getValue());
        } else {
          problems.add(item, at(key), "must be a list of texts");
        }
      }
    } else if (node != null) {
      String text = text(key);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }
}
