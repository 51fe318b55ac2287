package dev.cordon.instrumentation.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a field is shown that isn't what its type says: vectors, and what vector stores put into
 * bytes. By the protocols of Milvus (milvus-proto, {@code schema.proto}, {@code common.proto} and
 * {@code milvus.proto}) and Weaviate ({@code weaviate.v1}). Stateless.
 */
enum FieldForm {
  /** As its type says. */
  USUAL,
  /**
   * Not at all: numbers of 32 bits, none of which has the digits of a card or a phone, or a vector
   * in bytes.
   */
  VECTOR,
  /** A text in UTF-8, such as JSON. */
  TEXT,
  /** A message of another type that was encoded already. */
  MESSAGE;

  private static final String MILVUS = "milvus.proto.";
  private static final String WEAVIATE = "weaviate.v1.";

  /** Milvus' type of a placeholder that is a text to search for; all others are vectors. */
  private static final int VARCHAR = 21;

  /**
   * Returns a field's form.
   *
   * @param message what it stands in
   */
  static FieldForm of(FieldDescriptor field, Message message) {
    FieldDescriptor.JavaType type = field.getJavaType();
    if (type == FieldDescriptor.JavaType.FLOAT) {
      return field.isRepeated() ? VECTOR : USUAL;
    }
    if (type != FieldDescriptor.JavaType.BYTE_STRING) {
      return USUAL;
    }
    String within = field.getContainingType().getFullName();
    if (within.startsWith(MILVUS)) {
      return milvus(within.substring(MILVUS.length()), field.getName(), message);
    }
    return within.startsWith(WEAVIATE) ? weaviate(within, field.getName()) : USUAL;
  }

  private static FieldForm milvus(String within, String field, Message message) {
    switch (within) {
      case "schema.VectorField":
      case "schema.SparseFloatArray":
        return VECTOR;
      case "schema.JSONArray":
      case "milvus.RunAnalyzerRequest":
        return TEXT;
      case "common.PlaceholderValue":
        return isText(message) ? TEXT : VECTOR;
      default:
        return nested(field) == null ? USUAL : MESSAGE;
    }
  }

  private static FieldForm weaviate(String within, String field) {
    boolean vector =
        field.endsWith("vector_bytes")
            || field.equals("id_as_bytes")
            || within.endsWith(".VectorPerTargetEntry")
            || within.endsWith(".BatchDeleteObject");
    return vector ? VECTOR : USUAL;
  }

  private static boolean isText(Message placeholder) {
    FieldDescriptor type = placeholder.getDescriptorForType().findFieldByName("type");
    Object value = type == null ? null : placeholder.getField(type);
    return value instanceof EnumValueDescriptor
        && ((EnumValueDescriptor) value).getNumber() == VARCHAR;
  }

  /** Returns the type of the message that a field of Milvus' holds encoded, or null. */
  private static @Nullable String nested(String field) {
    return field.equals("placeholder_group") ? "milvus.proto.common.PlaceholderGroup" : null;
  }

  /** Returns a value's tree. */
  @Nullable Object plain(FieldDescriptor field, Object value) {
    if (value instanceof List && this != USUAL) {
      List<@Nullable Object> plain = new ArrayList<>();
      for (Object element : (List<?>) value) {
        plain.add(plain(field, element));
      }
      return plain;
    }
    if (this == TEXT && isText(value)) {
      return ((ByteString) value).toString(UTF_8);
    }
    Message message = this == MESSAGE ? message(field, value) : null;
    return message == null ? Messages.plain(field, value) : Messages.tree(message);
  }

  private static boolean isText(Object value) {
    return value instanceof ByteString && ((ByteString) value).isValidUtf8();
  }

  /** Reads a message; null when it is none. */
  private static @Nullable Message message(FieldDescriptor field, Object value) {
    String name = nested(field.getName());
    Descriptor type = name == null ? null : find(field.getFile(), name);
    try {
      return type == null ? null : DynamicMessage.parseFrom(type, (ByteString) value);
    } catch (InvalidProtocolBufferException other) {
      return null;
    }
  }

  private static @Nullable Descriptor find(FileDescriptor file, String name) {
    List<FileDescriptor> files = new ArrayList<>(file.getDependencies());
    files.add(file);
    for (FileDescriptor each : files) {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      Descriptor type = each.findMessageTypeByName(simple);
      if (type != null && type.getFullName().equals(name)) {
        return type;
      }
    }
    return null;
  }

  /** Puts changed strings into a field's value; the very object where nothing differs. */
  Object merge(Message within, FieldDescriptor field, Object old, @Nullable Object changed) {
    if (this == VECTOR) {
      return old;
    }
    if (this != USUAL && old instanceof List && changed instanceof List) {
      return each(within, field, (List<?>) old, (List<?>) changed);
    }
    if (this == TEXT && isText(old) && changed instanceof String) {
      boolean same = ((ByteString) old).toString(UTF_8).equals(changed);
      return same ? old : ByteString.copyFrom((String) changed, UTF_8);
    }
    Message message = this == MESSAGE ? message(field, old) : null;
    if (message != null && changed instanceof Map) {
      Message now = Messages.merge(message, (Map<?, ?>) changed);
      return now == message ? old : now.toByteString();
    }
    return Messages.merge(within, field, old, changed);
  }

  private Object each(Message within, FieldDescriptor field, List<?> old, List<?> changed) {
    if (old.size() != changed.size()) {
      throw new IllegalArgumentException("values became others: " + field.getFullName());
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
