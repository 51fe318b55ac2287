package dev.cordon.instrumentation.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.UninterpretedOption;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import dev.cordon.instrumentation.JsonTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final UninterpretedOption OPTION =
      UninterpretedOption.newBuilder()
          .setIdentifierValue("a")
          .setPositiveIntValue(-1)
          .setNegativeIntValue(Long.MIN_VALUE)
          .setDoubleValue(0.1)
          .setStringValue(ByteString.copyFromUtf8("bytes"))
          .build();
  private static final FileDescriptorProto FILE =
      FileDescriptorProto.newBuilder()
          .setName("file")
          .addDependency("one")
          .addDependency("two")
          .addPublicDependency(7)
          .addMessageType(
              DescriptorProto.newBuilder()
                  .setName("inner")
                  .addField(
                      FieldDescriptorProto.newBuilder()
                          .setName("field")
                          .setType(FieldDescriptorProto.Type.TYPE_BYTES)))
          .build();

  private static String json(Message message) {
    return new String(JsonTree.write(Messages.tree(message)), UTF_8);
  }

  private static Map<?, ?> read(String json) {
    return (Map<?, ?>) JsonTree.read(json.getBytes(UTF_8));
  }

  @Test
  void aMessageIsTheJsonOfItsFields() {
    assertEquals(
        "{\"name\":\"file\",\"dependency\":[\"one\",\"two\"],\"messageType\":[{\"name\":\"inner\","
            + "\"field\":[{\"name\":\"field\",\"type\":\"TYPE_BYTES\"}]}],\"publicDependency\":[7]}",
        json(FILE));
  }

  @Test
  void whatDidNotChangeIsTheVeryMessage() {
    assertSame(FILE, Messages.merge(FILE, read(json(FILE))));
    assertSame(OPTION, Messages.merge(OPTION, read(json(OPTION))));
  }

  @Test
  void onlyTextsChange() {
    Message changed =
        Messages.merge(FILE, read(json(FILE).replace("two", "TOKEN").replace("inner", "X")));
    FileDescriptorProto.Builder expected = FILE.toBuilder().setDependency(1, "TOKEN");
    expected.getMessageTypeBuilder(0).setName("X");
    assertEquals(expected.build(), changed);
  }

  @Test
  void fieldsThatNobodyKnowsStay() {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(5).build())
            .build();
    FileDescriptorProto file = FILE.toBuilder().setUnknownFields(unknown).build();
    Message changed = Messages.merge(file, read(json(file).replace("one", "TOKEN")));
    assertEquals(unknown, changed.getUnknownFields());
    assertEquals("TOKEN", ((FileDescriptorProto) changed).getDependency(0));
  }

  @Test
  void keysAndTextsOfMapsChange() {
    Struct struct =
        Struct.newBuilder()
            .putFields("mail", Value.newBuilder().setStringValue("somebody").build())
            .putFields("n", Value.newBuilder().setNumberValue(1.5).build())
            .build();
    assertSame(struct, Messages.merge(struct, read(json(struct))));
    Struct changed =
        (Struct)
            Messages.merge(
                struct, read(json(struct).replace("\"mail\"", "\"K\"").replace("somebody", "T")));
    assertEquals("T", changed.getFieldsOrThrow("K").getStringValue());
    assertEquals(1.5, changed.getFieldsOrThrow("n").getNumberValue());
  }

  @Test
  void bytesAreBase64() {
    BytesValue bytes = BytesValue.newBuilder().setValue(ByteString.copyFromUtf8("abc")).build();
    assertEquals("{\"value\":\"YWJj\"}", json(bytes));
    BytesValue changed = (BytesValue) Messages.merge(bytes, read("{\"value\":\"WFla\"}"));
    assertEquals("XYZ", changed.getValue().toStringUtf8());
  }

  @Test
  void aNumberIsNeverSentForAText() {
    Int64Value card = Int64Value.newBuilder().setValue(4111111111111111L).build();
    Map<?, ?> changed = read("{\"value\":\"TOKEN\"}");
    assertThrows(IllegalArgumentException.class, () -> Messages.merge(card, changed));
  }

  @Test
  void aMessageOfTheEnginesMakingSaysWhatItsTreeSays() {
    for (Message message : new Message[] {FILE, OPTION}) {
      assertEquals(message, NewMessage.make(message, read(json(message))));
    }
    assertEquals(
        DescriptorProto.newBuilder().setName("n").build(),
        NewMessage.make(
            DescriptorProto.getDefaultInstance(),
            read("{\"name\":\"n\",\"strange\":[1],\"field\":7,\"options\":null}")));
  }
}
