package dev.cordon.instrumentation.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.cordon.instrumentation.JsonTree;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of the engine's making, from trees as {@link Messages} shows them. Stateless. */
final class NewMessage {
  private NewMessage() {}

  /**
   * Makes a message that never was one.
   *
   * @param kind a message of its type
   * @param tree what it says; what it has no field for is left out
   */
  static Message make(Message kind, Map<?, ?> tree) {
    return fill(kind.newBuilderForType(), tree);
  }

  private static Message fill(Message.Builder builder, Map<?, ?> tree) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      Object value = tree.get(field.getJsonName());
      Object made = value == null ? null : field(builder, field, value);
      if (made != null) {
        builder.setField(field, made);
      }
    }
    return builder.build();
  }

  /** Makes a field's value of a tree; null where it doesn't fit. */
  static @Nullable Object field(
      Message.Builder within, FieldDescriptor field, @Nullable Object tree) {
    if (field.isMapField() && tree instanceof Map) {
      return entries(within, field, (Map<?, ?>) tree);
    }
    if (field.isRepeated()) {
      return tree instanceof List ? values(within, field, (List<?>) tree) : null;
    }
    return value(within, field, tree);
  }

  private static List<Object> entries(
      Message.Builder within, FieldDescriptor field, Map<?, ?> map) {
    FieldDescriptor.JavaType type = field.getMessageType().getFields().get(0).getJavaType();
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Map.Entry<?, ?> each : map.entrySet()) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      String key = String.valueOf(each.getKey());
      boolean text = type == FieldDescriptor.JavaType.STRING;
      entry.put("key", text ? key : JsonTree.read(key.getBytes(UTF_8)));
      entry.put("value", each.getValue());
      entries.add(entry);
    }
    return values(within, field, entries);
  }

  /** Makes a repeated field's values; what doesn't fit is left out. */
  static List<Object> values(Message.Builder within, FieldDescriptor field, List<?> values) {
    List<Object> made = new ArrayList<>();
    for (Object value : values) {
      Object each = value(within, field, value);
      if (each != null) {
        made.add(each);
      }
    }
    return made;
  }

  private static @Nullable Object value(
      Message.Builder within, FieldDescriptor field, @Nullable Object value) {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      return message(within.newBuilderForField(field), value);
    }
    return value == null ? null : scalar(field, value);
  }

  private static @Nullable Message message(Message.Builder builder, @Nullable Object tree) {
    WellKnown form = WellKnown.of(builder.getDescriptorForType());
    if (form != null) {
      return form.make(builder, tree);
    }
    return tree instanceof Map ? fill(builder, (Map<?, ?>) tree) : null;
  }

  private static @Nullable Object scalar(FieldDescriptor field, Object value) {
    switch (field.getJavaType()) {
      case STRING:
        return value.toString();
      case BOOLEAN:
        return value instanceof Boolean ? value : null;
      case ENUM:
        return field.getEnumType().findValueByName(value.toString());
      case BYTE_STRING:
        return ByteString.copyFrom(Base64.getDecoder().decode(value.toString()));
      default:
        return value instanceof Number ? number(field, (Number) value) : null;
    }
  }

  private static Object number(FieldDescriptor field, Number number) {
    switch (field.getJavaType()) {
      case INT:
        return number.intValue();
      case LONG:
        return number.longValue();
      case FLOAT:
        return number.floatValue();
      default:
        return number.doubleValue();
    }
  }
}
