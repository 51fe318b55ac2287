package dev.cordon.instrumentation.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.StructProto;
import com.google.protobuf.Value;
import com.google.protobuf.WrappersProto;
import dev.cordon.instrumentation.JsonTree;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownTest {
  private static final String ARGS =
      "{\"args\":{\"password\":\"sunshine\",\"n\":42,\"ratio\":1.5,\"yes\":true,\"no\":null,"
          + "\"list\":[\"a\",{\"deep\":\"b\"},[]],\"none\":{}},\"labels\":{\"name\":\"x\"},"
          + "\"counts\":{\"7\":\"seven\"},\"wrapped\":\"w\",\"inner\":{\"key\":{\"wrapped\":\"v\"}}}";

  private static Descriptor type;

  /** A message as a vendor writes it: arguments, labels, maps of numbers and of messages. */
  @BeforeAll
  static void describe() throws Exception {
    DescriptorProto.Builder call =
        DescriptorProto.newBuilder()
            .setName("Call")
            .addField(field("args", 1, ".google.protobuf.Struct", false))
            .addField(field("labels", 2, ".t.Call.LabelsEntry", true))
            .addField(field("counts", 3, ".t.Call.CountsEntry", true))
            .addField(field("wrapped", 4, ".google.protobuf.StringValue", false))
            .addField(field("inner", 5, ".t.Call.InnerEntry", true))
            .addNestedType(entry("LabelsEntry", FieldDescriptorProto.Type.TYPE_STRING, null))
            .addNestedType(entry("CountsEntry", FieldDescriptorProto.Type.TYPE_INT32, null))
            .addNestedType(entry("InnerEntry", FieldDescriptorProto.Type.TYPE_STRING, ".t.Call"));
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("t.proto")
            .setPackage("t")
            .setSyntax("proto3")
            .addDependency("google/protobuf/struct.proto")
            .addDependency("google/protobuf/wrappers.proto")
            .addMessageType(call)
            .build();
    FileDescriptor[] known = {StructProto.getDescriptor(), WrappersProto.getDescriptor()};
    type = FileDescriptor.buildFrom(file, known).findMessageTypeByName("Call");
  }

  private static FieldDescriptorProto field(String name, int number, String type, boolean many) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
        .setTypeName(type)
        .setLabel(
            many
                ? FieldDescriptorProto.Label.LABEL_REPEATED
                : FieldDescriptorProto.Label.LABEL_OPTIONAL)
        .build();
  }

  private static DescriptorProto entry(
      String name, FieldDescriptorProto.Type key, String valueType) {
    FieldDescriptorProto.Builder value =
        FieldDescriptorProto.newBuilder().setName("value").setNumber(2);
    return DescriptorProto.newBuilder()
        .setName(name)
        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
        .addField(FieldDescriptorProto.newBuilder().setName("key").setNumber(1).setType(key))
        .addField(
            valueType == null
                ? value.setType(FieldDescriptorProto.Type.TYPE_STRING)
                : value.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(valueType))
        .build();
  }

  private static Message made(String json) {
    return NewMessage.make(DynamicMessage.getDefaultInstance(type), read(json));
  }

  private static Map<?, ?> read(String json) {
    return (Map<?, ?>) JsonTree.read(json.getBytes(UTF_8));
  }

  private static String json(Message message) {
    return new String(JsonTree.write(Messages.tree(message)), UTF_8);
  }

  private static Message merged(String json, String old, String now) {
    return Messages.merge(made(json), read(json.replace(old, now)));
  }

  /** Returns what a message says after it has been on the wire. */
  private static String sent(Message message) throws Exception {
    return json(DynamicMessage.parseFrom(type, message.toByteString()));
  }

  @Test
  void aMessageIsTheJsonThatTheSameInterfaceSpeaks() throws Exception {
    assertEquals(ARGS, json(made(ARGS)));
    assertEquals(ARGS, sent(made(ARGS)));
  }

  @Test
  void whatDidNotChangeIsTheVeryMessage() {
    Message message = made(ARGS);
    assertSame(message, Messages.merge(message, read(ARGS)));
  }

  @ParameterizedTest
  @CsvSource({
    "sunshine, T",
    "\"a\", \"T\"",
    "\"b\", \"T\"",
    "\"x\", \"T\"",
    "seven, T",
    "\"w\", \"T\"",
    "\"v\", \"T\"",
    "password, K",
    "deep, K",
    "\"name\", \"K\"",
    "\"key\", \"K\""
  })
  void onlyTheTextThatChangedChanges(String old, String now) throws Exception {
    assertEquals(ARGS.replace(old, now), sent(merged(ARGS, old, now)));
  }

  @Test
  void aNumberBecomesATextWhereAnyValueMayStandAndBack() throws Exception {
    String card = "{\"args\":{\"card\":4111111111111111}}";
    Message leaving = merged(card, "4111111111111111", "\"CARD_1\"");
    assertEquals("{\"args\":{\"card\":\"CARD_1\"}}", sent(leaving));
    assertEquals(card, sent(Messages.merge(leaving, read(card))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.0, 1e300, 0.1, Double.NaN, Double.POSITIVE_INFINITY, 1L << 54})
  void numbersStayWhatTheyAre(double number) {
    Struct struct =
        Struct.newBuilder()
            .putFields("n", Value.newBuilder().setNumberValue(number).build())
            .putFields("s", Value.newBuilder().setStringValue("text").build())
            .build();
    Struct changed =
        (Struct) Messages.merge(struct, read(json(struct).replace("\"text\"", "\"T\"")));
    assertEquals(number, changed.getFieldsOrThrow("n").getNumberValue());
    assertEquals("T", changed.getFieldsOrThrow("s").getStringValue());
  }

  @Test
  void generatedMessagesAreRead() {
    Struct struct =
        Struct.newBuilder()
            .putFields("nothing", Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build())
            .putFields("unset", Value.getDefaultInstance())
            .putFields("empty", Value.newBuilder().setStringValue("").build())
            .build();
    ListValue list =
        ListValue.newBuilder().addValues(Value.newBuilder().setStructValue(struct)).build();
    String json = "{\"values\":[{\"nothing\":null,\"unset\":null,\"empty\":\"\"}]}";
    assertEquals(json, json(list));
    assertSame(list, Messages.merge(list, read(json)));
    assertEquals("{\"value\":\"s\"}", json(StringValue.newBuilder().setValue("s").build()));
  }

  @Test
  void keysThatBecameOneAreNotSent() {
    String json = "{\"labels\":{\"a\":\"1\",\"b\":\"2\"}}";
    assertThrows(IllegalArgumentException.class, () -> merged(json, "\"b\"", "\"a\""));
    String number = "{\"counts\":{\"7\":\"seven\"}}";
    assertThrows(IllegalArgumentException.class, () -> merged(number, "\"7\"", "\"T\""));
  }

  /** Of two entries with one key the last counts for a reader, but both would be sent. */
  @Test
  void bothEntriesOfOneKeyAreShown() throws Exception {
    Message one = made("{\"labels\":{\"a\":\"first\"}}");
    Message two = made("{\"labels\":{\"a\":\"second\"}}");
    Message both = DynamicMessage.parseFrom(type, one.toByteString().concat(two.toByteString()));
    String json = json(both);
    if (json.contains("first")) {
      Message changed = Messages.merge(both, read(json.replace("first", "T")));
      assertEquals(json.replace("first", "T"), json(changed));
    } else {
      assertEquals(json(two), sent(both)); // newer versions drop the first where they read it
    }
  }
}
