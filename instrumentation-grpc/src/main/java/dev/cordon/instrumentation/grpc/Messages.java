package dev.cordon.instrumentation.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf messages as trees under the names that they have in JSON, and back. 64-bit numbers are
 * numbers; what JSON writes otherwise than by its fields is {@link WellKnown}'s, and what a field's
 * type doesn't say {@link FieldForm}'s. Fields that nobody knows stay in the message. Stateless.
 */
final class Messages {
  private Messages() {}

  /** Returns a message's tree. */
  static Map<String, @Nullable Object> tree(Message message) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldForm form = FieldForm.of(field.getKey(), message);
      if (form != FieldForm.VECTOR) {
        tree.put(field.getKey().getJsonName(), form.plain(field.getKey(), field.getValue()));
      }
    }
    return tree;
  }

  /** Returns a field's tree; null for JSON's null. */
  static @Nullable Object plain(FieldDescriptor field, Object value) {
    Object map = field.isMapField() ? WellKnown.map((List<?>) value) : null;
    return map == null ? plain(value) : map;
  }

  /** Returns a value's tree; null for JSON's null. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof List) {
      List<@Nullable Object> plain = new ArrayList<>();
      for (Object element : (List<?>) value) {
        plain.add(plain(element));
      }
      return plain;
    }
    if (value instanceof Message) {
      WellKnown form = WellKnown.of(((Message) value).getDescriptorForType());
      return form == null ? tree((Message) value) : form.plain((Message) value);
    }
    if (value instanceof ByteString) {
      return ((ByteString) value).toByteArray();
    }
    return value instanceof EnumValueDescriptor ? ((EnumValueDescriptor) value).getName() : value;
  }

  /**
   * Puts the strings of a changed tree into a message.
   *
   * @param message the message whose tree it was
   * @param changed the tree
   * @return the very message where nothing differs
   */
  static Message merge(Message message, Map<?, ?> changed) {
    Message.Builder builder = null;
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      Object old = field.getValue();
      Object now =
          FieldForm.of(descriptor, message)
              .merge(message, descriptor, old, changed.get(descriptor.getJsonName()));
      if (now != old) {
        builder = builder == null ? message.toBuilder() : builder;
        builder.setField(descriptor, now);
      }
    }
    return builder == null ? message : builder.build();
  }

  /** Puts changed strings into a field's value; the very object where nothing differs. */
  static Object merge(Message within, FieldDescriptor field, Object old, @Nullable Object changed) {
    if (old instanceof List && changed instanceof List) {
      return merge(within, field, (List<?>) old, (List<?>) changed);
    }
    if (old instanceof List && changed instanceof Map) {
      return WellKnown.merge((List<?>) old, (Map<?, ?>) changed);
    }
    if (old instanceof Message) {
      return merge((Message) old, changed);
    }
    if (old instanceof String) {
      return old.equals(changed) || !(changed instanceof String) ? old : changed;
    }
    if (old instanceof ByteString && changed instanceof String) {
      ByteString now = ByteString.copyFrom(Base64.getDecoder().decode((String) changed));
      return now.equals(old) ? old : now;
    }
    if (old instanceof Number && changed instanceof String && !changed.equals(old.toString())) {
      throw new IllegalArgumentException("a number can't become a text: " + field.getFullName());
    }
    return old;
  }

  private static Message merge(Message old, @Nullable Object changed) {
    WellKnown form = WellKnown.of(old.getDescriptorForType());
    if (form != null) {
      return form.merge(old, changed);
    }
    return changed instanceof Map ? merge(old, (Map<?, ?>) changed) : old;
  }

  private static Object merge(Message within, FieldDescriptor field, List<?> old, List<?> changed) {
    if (old.size() != changed.size()) {
      return NewMessage.values(within.newBuilderForType(), field, changed);
    }
    List<Object> merged = new ArrayList<>();
    boolean same = true;
    Iterator<?> news = changed.iterator();
    for (Object element : old) {
      Object now = merge(within, field, element, news.next());
      same &= now == element;
      merged.add(now);
    }
    return same ? old : merged;
  }
}
