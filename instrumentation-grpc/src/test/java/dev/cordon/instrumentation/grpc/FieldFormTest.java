package dev.cordon.instrumentation.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.cordon.instrumentation.JsonTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields as Milvus has them, in messages of its names. */
class FieldFormTest {
  private static final int VARCHAR = 21;
  private static final int FLOAT_VECTOR = 101;

  private static FieldDescriptorProto.Builder field(
      String name, FieldDescriptorProto.Type type, FieldDescriptorProto.Label label, int number) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(label);
  }

  private static FileDescriptor common() throws Exception {
    EnumDescriptorProto types =
        EnumDescriptorProto.newBuilder()
            .setName("PlaceholderType")
            .addValue(value("None", 0))
            .addValue(value("VarChar", VARCHAR))
            .addValue(value("FloatVector", FLOAT_VECTOR))
            .build();
    return FileDescriptor.buildFrom(
        FileDescriptorProto.newBuilder()
            .setName("common.proto")
            .setPackage("milvus.proto.common")
            .setSyntax("proto3")
            .addEnumType(types)
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("PlaceholderValue")
                    .addField(
                        field(
                                "type",
                                FieldDescriptorProto.Type.TYPE_ENUM,
                                FieldDescriptorProto.Label.LABEL_OPTIONAL,
                                2)
                            .setTypeName("PlaceholderType"))
                    .addField(
                        field(
                            "values",
                            FieldDescriptorProto.Type.TYPE_BYTES,
                            FieldDescriptorProto.Label.LABEL_REPEATED,
                            3)))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("PlaceholderGroup")
                    .addField(
                        field(
                                "placeholders",
                                FieldDescriptorProto.Type.TYPE_MESSAGE,
                                FieldDescriptorProto.Label.LABEL_REPEATED,
                                1)
                            .setTypeName("PlaceholderValue")))
            .build(),
        new FileDescriptor[0]);
  }

  private static EnumValueDescriptorProto value(String name, int number) {
    return EnumValueDescriptorProto.newBuilder().setName(name).setNumber(number).build();
  }

  private static DynamicMessage search(int type, byte[] searched) throws Exception {
    FileDescriptor common = common();
    Descriptor request =
        FileDescriptor.buildFrom(
                FileDescriptorProto.newBuilder()
                    .setName("milvus.proto")
                    .setPackage("milvus.proto.milvus")
                    .setSyntax("proto3")
                    .addDependency("common.proto")
                    .addMessageType(
                        DescriptorProto.newBuilder()
                            .setName("SearchRequest")
                            .addField(
                                field(
                                    "placeholder_group",
                                    FieldDescriptorProto.Type.TYPE_BYTES,
                                    FieldDescriptorProto.Label.LABEL_OPTIONAL,
                                    6))
                            .addField(
                                field(
                                    "vector",
                                    FieldDescriptorProto.Type.TYPE_FLOAT,
                                    FieldDescriptorProto.Label.LABEL_REPEATED,
                                    7)))
                    .build(),
                new FileDescriptor[] {common})
            .findMessageTypeByName("SearchRequest");
    Descriptor one = common.findMessageTypeByName("PlaceholderValue");
    Descriptor group = common.findMessageTypeByName("PlaceholderGroup");
    Message placeholder =
        DynamicMessage.newBuilder(one)
            .setField(
                one.findFieldByName("type"),
                one.findFieldByName("type").getEnumType().findValueByNumber(type))
            .addRepeatedField(one.findFieldByName("values"), ByteString.copyFrom(searched))
            .build();
    ByteString encoded =
        DynamicMessage.newBuilder(group)
            .addRepeatedField(group.findFieldByName("placeholders"), placeholder)
            .build()
            .toByteString();
    return DynamicMessage.newBuilder(request)
        .setField(request.findFieldByName("placeholder_group"), encoded)
        .addRepeatedField(request.findFieldByName("vector"), 0.5f)
        .build();
  }

  private static String json(Message message) {
    return new String(JsonTree.write(Messages.tree(message)), UTF_8);
  }

  private static Map<?, ?> read(String json) {
    return (Map<?, ?>) JsonTree.read(json.getBytes(UTF_8));
  }

  @Test
  void aTextToSearchForIsReadInItsEncodedMessage() throws Exception {
    Message message = search(VARCHAR, "letters of Ada".getBytes(UTF_8));
    String json = json(message);
    assertEquals(
        "{\"placeholderGroup\":{\"placeholders\":[{\"type\":\"VarChar\",\"values\":[\"letters of"
            + " Ada\"]}]}}",
        json);
    assertSame(message, Messages.merge(message, read(json)));
    Message changed = Messages.merge(message, read(json.replace("Ada", "NAME_1")));
    assertEquals(
        search(VARCHAR, "letters of NAME_1".getBytes(UTF_8)).toByteString(),
        changed.toByteString());
  }

  @Test
  void vectorsAreNotShown() throws Exception {
    Message message = search(FLOAT_VECTOR, new byte[] {0, 0, -128, 62});
    String json = json(message);
    assertEquals("{\"placeholderGroup\":{\"placeholders\":[{\"type\":\"FloatVector\"}]}}", json);
    assertSame(message, Messages.merge(message, read(json)));
  }
}
