package com.example.app;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.TimeUnit;

/** Asks Vertex AI's interface over gRPC. */
final class Client implements AutoCloseable {
  private final Descriptor request;
  private final Descriptor answer;
  private ManagedChannel channel;

  Client() {
    try {
      FileDescriptor file =
          FileDescriptor.buildFrom(
              FileDescriptorProto.newBuilder()
                  .setName("web.proto")
                  .setSyntax("proto3")
                  .addMessageType(message("Part").addField(field("text", 1, false, "")))
                  .addMessageType(message("Content").addField(field("parts", 2, true, "Part")))
                  .addMessageType(
                      message("Candidate").addField(field("content", 2, false, "Content")))
                  .addMessageType(
                      message("Request")
                          .addField(field("contents", 2, true, "Content"))
                          .addField(field("model", 5, false, "")))
                  .addMessageType(
                      message("Answer").addField(field("candidates", 2, true, "Candidate")))
                  .build(),
              new FileDescriptor[0]);
      request = file.findMessageTypeByName("Request");
      answer = file.findMessageTypeByName("Answer");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  String ask(String vendor, String prompt) throws Exception {
    channel =
        OkHttpChannelBuilder.forAddress("localhost", Integer.parseInt(vendor))
            .usePlaintext()
            .build();
    MethodDescriptor<DynamicMessage, DynamicMessage> method =
        MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("google.cloud.aiplatform.v1.PredictionService/GenerateContent")
            .setRequestMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(request)))
            .setResponseMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(answer)))
            .build();
    return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, asked(prompt))
        .toString();
  }

  private DynamicMessage asked(String prompt) {
    Descriptor content = request.findFieldByName("contents").getMessageType();
    Descriptor part = content.findFieldByName("parts").getMessageType();
    return DynamicMessage.newBuilder(request)
        .setField(
            request.findFieldByName("model"),
            "projects/p/locations/l/publishers/google/models/gemini-2.5-pro")
        .addRepeatedField(
            request.findFieldByName("contents"),
            DynamicMessage.newBuilder(content)
                .addRepeatedField(
                    content.findFieldByName("parts"),
                    DynamicMessage.newBuilder(part)
                        .setField(part.findFieldByName("text"), prompt)
                        .build())
                .build())
        .build();
  }

  private static DescriptorProto.Builder message(String name) {
    return DescriptorProto.newBuilder().setName(name);
  }

  private static FieldDescriptorProto field(String name, int number, boolean many, String type) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setLabel(
                many
                    ? FieldDescriptorProto.Label.LABEL_REPEATED
                    : FieldDescriptorProto.Label.LABEL_OPTIONAL);
    return type.isEmpty()
        ? field.setType(FieldDescriptorProto.Type.TYPE_STRING).build()
        : field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(type).build();
  }

  @Override
  public void close() throws Exception {
    channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
  }
}
