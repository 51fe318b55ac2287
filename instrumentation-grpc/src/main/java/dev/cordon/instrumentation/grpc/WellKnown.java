package dev.cordon.instrumentation.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What protobuf's JSON mapping writes otherwise than by the fields (protobuf.dev, "ProtoJSON
 * format"): maps, {@code google.protobuf.Struct}, {@code Value}, {@code ListValue} and the
 * wrappers; and the values of vector stores that are like them. Told by name, so that dynamic
 * messages are known too. Stateless.
 */
enum WellKnown {
  /** Stands for its only field: an object, a list, a wrapped value. */
  SOLE,
  /** Any value of JSON. */
  VALUE;

  private static final String PACKAGE = "google.protobuf.";

  /** Qdrant's and Weaviate's own {@code Value} and {@code Struct}. */
  private static final String QDRANT = "qdrant.";

  private static final String WEAVIATE = "weaviate.v1.";

  private static final String[] WHOLE = {"integer_value", "int_value"};
  private static final String[] NUMBER = {"number_value", "double_value"};
  private static final String[] TEXT = {"string_value", "text_value"};
  private static final String[] TRUTH = {"bool_value"};
  private static final String[] OBJECT = {"struct_value", "object_value"};
  private static final String[] LIST = {"list_value"};
  private static final String[] NULL = {"null_value"};

  /** Above it not every whole number is a double. */
  private static final double EXACT = 1L << 53;

  /** Returns a type's form; null when it is an object of its fields. */
  static @Nullable WellKnown of(Descriptor type) {
    String name = type.getFullName();
    if (name.startsWith(QDRANT) || name.startsWith(WEAVIATE)) {
      return ofStore(name);
    }
    if (!name.startsWith(PACKAGE)) {
      return null;
    }
    switch (name.substring(PACKAGE.length())) {
      case "Value":
        return VALUE;
      case "Struct":
      case "ListValue":
      case "BoolValue":
      case "BytesValue":
      case "DoubleValue":
      case "FloatValue":
      case "Int32Value":
      case "Int64Value":
      case "StringValue":
      case "UInt32Value":
      case "UInt64Value":
        return SOLE;
      default:
        return null;
    }
  }

  private static @Nullable WellKnown ofStore(String name) {
    switch (name) {
      case "qdrant.Value":
      case "weaviate.v1.Value":
      case "weaviate.v1.ListValue":
        return VALUE;
      case "qdrant.Struct":
      case "qdrant.ListValue":
      case "weaviate.v1.Properties":
      case "weaviate.v1.TextValues":
      case "weaviate.v1.ObjectValues":
        return SOLE;
      default:
        return null;
    }
  }

  /** Returns a message's tree; null for JSON's null. */
  @Nullable Object plain(Message message) {
    FieldDescriptor field = field(message);
    if (field == null || field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
      return null;
    }
    Object value = message.getField(field);
    return this == VALUE && value instanceof Double
        ? whole((Double) value)
        : Messages.plain(field, value);
  }

  /** Writes 4111 as JSON does it, not as 4.111E3, in which nobody finds a number of a card. */
  private static Number whole(Double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) <= EXACT;
    return whole && !number.equals(-0.0) ? (Number) number.longValue() : number;
  }

  private @Nullable FieldDescriptor field(Message message) {
    if (this == SOLE) {
      return message.getDescriptorForType().getFields().get(0);
    }
    Iterator<FieldDescriptor> set = message.getAllFields().keySet().iterator();
    return set.hasNext() ? set.next() : null;
  }

  /** Puts changed strings into a message; the very message where nothing differs. */
  Message merge(Message message, @Nullable Object changed) {
    FieldDescriptor field = field(message);
    if (field == null || changed == null) {
      return message;
    }
    Object old = message.getField(field);
    if (this == VALUE && isOther(message, changed)) {
      return make(message.newBuilderForType(), changed);
    }
    Object now = Messages.merge(message, field, old, changed);
    return now == old ? message : message.toBuilder().setField(field, now).build();
  }

  /** Tells whether a value became one of another type: a number a text, or a text a number. */
  private boolean isOther(Message message, Object changed) {
    Object old = plain(message);
    if (old instanceof Number && changed instanceof String) {
      return !changed.equals(old.toString());
    }
    return old instanceof String && changed instanceof Number;
  }

  /** Makes a message of a tree; what has no place in it is left out. */
  Message make(Message.Builder builder, @Nullable Object tree) {
    Descriptor type = builder.getDescriptorForType();
    FieldDescriptor field = this == SOLE ? type.getFields().get(0) : kind(type, tree);
    if (field == null) {
      return builder.build();
    }
    Object made =
        tree == null && this == VALUE
            ? field.getEnumType().findValueByNumber(0)
            : NewMessage.field(builder, field, tree);
    if (made != null) {
      builder.setField(field, made);
    }
    return builder.build();
  }

  /** Returns the field of a {@code Value} that is for such a tree; null for none. */
  private static @Nullable FieldDescriptor kind(Descriptor type, @Nullable Object tree) {
    if (tree instanceof Number) {
      FieldDescriptor whole = isWhole((Number) tree) ? named(type, WHOLE) : null;
      return whole == null ? named(type, NUMBER) : whole;
    }
    if (tree instanceof String) {
      return named(type, TEXT);
    }
    if (tree instanceof Boolean) {
      return named(type, TRUTH);
    }
    return named(type, tree == null ? NULL : tree instanceof Map ? OBJECT : LIST);
  }

  private static boolean isWhole(Number number) {
    try {
      new BigDecimal(number.toString()).longValueExact();
      return true;
    } catch (ArithmeticException | NumberFormatException fraction) {
      return false;
    }
  }

  private static @Nullable FieldDescriptor named(Descriptor type, String[] names) {
    for (String name : names) {
      FieldDescriptor field = type.findFieldByName(name);
      if (field != null) {
        return field;
      }
    }
    return null;
  }

  /**
   * Returns a map's tree.
   *
   * @param entries its entries, as messages
   * @return null where a key stands there twice, as on the wire it may
   */
  static @Nullable Map<String, @Nullable Object> map(List<?> entries) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Object each : entries) {
      Message entry = (Message) each;
      map.put(String.valueOf(key(entry)), Messages.plain(entry.getField(part(entry, 1))));
    }
    return map.size() == entries.size() ? map : null;
  }

  private static Object key(Message entry) {
    return entry.getField(part(entry, 0));
  }

  private static FieldDescriptor part(Message entry, int index) {
    return entry.getDescriptorForType().getFields().get(index);
  }

  /**
   * Puts changed strings into a map's entries.
   *
   * @throws IllegalArgumentException when keys became one, or one that is no text changed
   */
  static List<?> merge(List<?> entries, Map<?, ?> changed) {
    if (changed.size() != entries.size()) {
      throw new IllegalArgumentException("keys of a map became one");
    }
    List<Object> merged = new ArrayList<>();
    boolean same = true;
    Iterator<? extends Map.Entry<?, ?>> news = changed.entrySet().iterator();
    for (Object each : entries) {
      Message entry = (Message) each;
      Map.Entry<?, ?> next = news.next();
      Message now = merge(entry, next.getKey(), next.getValue());
      same &= now == entry;
      merged.add(now);
    }
    return same ? entries : merged;
  }

  private static Message merge(Message entry, @Nullable Object key, @Nullable Object changed) {
    Object old = entry.getField(part(entry, 1));
    Object now = Messages.merge(entry, part(entry, 1), old, changed);
    Object was = key(entry);
    Object name = Messages.merge(entry, part(entry, 0), was, key);
    return now == old && name == was
        ? entry
        : entry.toBuilder().setField(part(entry, 0), name).setField(part(entry, 1), now).build();
  }
}
