package com.example.app;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.StructProto;
import com.google.protobuf.Value;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An application that calls Vertex AI's interface over gRPC, and a model behind it that says what
 * it is told, in pieces where it streams.
 */
public final class Main {
  private static final Descriptor REQUEST;
  private static final Descriptor ANSWER;
  private static final Descriptor CONTENT;
  private static final Descriptor PART;
  private static final Descriptor CANDIDATE;
  private static final Descriptor FUNCTION_CALL;
  private static final Descriptor LABEL;
  private static final Descriptor CLIENT_CONTENT;
  private static final Descriptor LIVE_REQUEST;
  private static final Descriptor SERVER_CONTENT;
  private static final Descriptor LIVE_ANSWER;

  static {
    try {
      FileDescriptor file =
          FileDescriptor.buildFrom(
              FileDescriptorProto.newBuilder()
                  .setName("p.proto")
                  .setSyntax("proto3")
                  .addDependency(StructProto.getDescriptor().getFullName())
                  .addMessageType(
                      message("FunctionCall")
                          .addField(field("name", 1, false, null))
                          .addField(field("args", 2, false, ".google.protobuf.Struct")))
                  .addMessageType(
                      message("Part")
                          .addField(field("text", 1, false, null))
                          .addField(field("function_call", 5, false, "FunctionCall")))
                  .addMessageType(
                      message("Content")
                          .addField(field("role", 1, false, null))
                          .addField(field("parts", 2, true, "Part")))
                  .addMessageType(
                      message("Candidate").addField(field("content", 2, false, "Content")))
                  .addMessageType(
                      message("GenerateContentRequest")
                          .addField(field("contents", 2, true, "Content"))
                          .addField(field("model", 5, false, null))
                          .addField(field("labels", 10, true, "LabelsEntry"))
                          .addNestedType(
                              message("LabelsEntry")
                                  .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                                  .addField(field("key", 1, false, null))
                                  .addField(field("value", 2, false, null))))
                  .addMessageType(
                      message("ClientContent").addField(field("turns", 1, true, "Content")))
                  .addMessageType(
                      message("LiveRequest")
                          .addField(field("client_content", 2, false, "ClientContent")))
                  .addMessageType(
                      message("ServerContent")
                          .addField(field("model_turn", 1, false, "Content"))
                          .addField(truth("turn_complete", 2)))
                  .addMessageType(
                      message("LiveAnswer")
                          .addField(field("server_content", 3, false, "ServerContent")))
                  .addMessageType(
                      message("GenerateContentResponse")
                          .addField(field("candidates", 2, true, "Candidate")))
                  .build(),
              new FileDescriptor[] {StructProto.getDescriptor()});
      FUNCTION_CALL = file.findMessageTypeByName("FunctionCall");
      PART = file.findMessageTypeByName("Part");
      CONTENT = file.findMessageTypeByName("Content");
      CANDIDATE = file.findMessageTypeByName("Candidate");
      REQUEST = file.findMessageTypeByName("GenerateContentRequest");
      LABEL = REQUEST.findNestedTypeByName("LabelsEntry");
      ANSWER = file.findMessageTypeByName("GenerateContentResponse");
      CLIENT_CONTENT = file.findMessageTypeByName("ClientContent");
      LIVE_REQUEST = file.findMessageTypeByName("LiveRequest");
      SERVER_CONTENT = file.findMessageTypeByName("ServerContent");
      LIVE_ANSWER = file.findMessageTypeByName("LiveAnswer");
    } catch (Exception e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final String VERTEX = "google.cloud.aiplatform.v1.PredictionService";

  private static final MethodDescriptor<DynamicMessage, DynamicMessage> UNARY =
      method(VERTEX, "GenerateContent", MethodDescriptor.MethodType.UNARY);
  private static final MethodDescriptor<DynamicMessage, DynamicMessage> STREAM =
      method(VERTEX, "StreamGenerateContent", MethodDescriptor.MethodType.SERVER_STREAMING);
  private static final MethodDescriptor<DynamicMessage, DynamicMessage> BIDI =
      method(VERTEX, "StreamingPredict", MethodDescriptor.MethodType.BIDI_STREAMING);
  private static final String GEMINI = "google.ai.generativelanguage.v1beta.GenerativeService";
  private static final MethodDescriptor<DynamicMessage, DynamicMessage> LIVE =
      method(
          GEMINI,
          "BidiGenerateContent",
          MethodDescriptor.MethodType.BIDI_STREAMING,
          LIVE_REQUEST,
          LIVE_ANSWER);
  private static final MethodDescriptor<DynamicMessage, DynamicMessage> SHOP_LIVE =
      method(
          "shop.v1.Orders",
          "Follow",
          MethodDescriptor.MethodType.BIDI_STREAMING,
          LIVE_REQUEST,
          LIVE_ANSWER);
  private static final MethodDescriptor<DynamicMessage, DynamicMessage> SHOP =
      method("shop.v1.Orders", "Add", MethodDescriptor.MethodType.UNARY);

  /** What was said to the model that speaks as it is spoken to. */
  private static final StringBuffer HEARD = new StringBuffer();

  private static volatile DynamicMessage seen;
  private static volatile String[] notes = {};
  private static volatile String noted;
  private static ManagedChannel channel;
  private static int port;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Server server =
        NettyServerBuilder.forPort(0)
            .addService(
                ServerServiceDefinition.builder(VERTEX)
                    .addMethod(UNARY, ServerCalls.asyncUnaryCall((q, to) -> answer(q, to, 0)))
                    .addMethod(
                        STREAM, ServerCalls.asyncServerStreamingCall((q, to) -> answer(q, to, 3)))
                    .addMethod(BIDI, ServerCalls.asyncBidiStreamingCall(to -> echo(to)))
                    .build())
            .addService(
                ServerServiceDefinition.builder(GEMINI)
                    .addMethod(LIVE, ServerCalls.asyncBidiStreamingCall(to -> live(to)))
                    .build())
            .addService(
                ServerServiceDefinition.builder("shop.v1.Orders")
                    .addMethod(SHOP_LIVE, ServerCalls.asyncBidiStreamingCall(to -> live(to)))
                    .addMethod(SHOP, ServerCalls.asyncUnaryCall((q, to) -> answer(q, to, 0)))
                    .build())
            .intercept(new Noted())
            .build()
            .start();
    port = server.getPort();
    new Runner()
        .add("netty", a -> open(io.grpc.netty.NettyChannelBuilder.forAddress("localhost", port)))
        .add(
            "shaded",
            a ->
                open(
                    io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forAddress(
                        "localhost", port)))
        .add("okhttp", a -> open(io.grpc.okhttp.OkHttpChannelBuilder.forAddress("localhost", port)))
        .add("unary", a -> text(ClientCalls.blockingUnaryCall(call(UNARY), request(a[0]))))
        .add("future", a -> text(ClientCalls.futureUnaryCall(call(UNARY), request(a[0])).get()))
        .add("stream", a -> stream(a[0]))
        .add("async", a -> async(a[0]))
        .add(
            "arguments",
            a -> arguments(ClientCalls.blockingUnaryCall(call(UNARY), told(a[0], a[1]))))
        .add(
            "argumentsStream",
            a ->
                arguments(
                    ClientCalls.blockingServerStreamingCall(call(STREAM), told(a[0], a[1])).next()))
        .add("late", a -> late(a[0]))
        .add("bidi", a -> bidi(a[0]))
        .add("live", a -> live(LIVE, a))
        .add("liveShop", a -> live(SHOP_LIVE, a))
        .add("liveStepwise", a -> stepwise(a[0]))
        .add("liveCancelled", a -> cancelled(a[0]))
        .add("liveLate", a -> lateLive())
        .add("shop", a -> text(ClientCalls.blockingUnaryCall(call(SHOP), request(a[0]))))
        .add("seen", a -> seen == null ? "nothing" : text(seen))
        .add("note", a -> note(a))
        .add("noted", a -> String.valueOf(noted))
        .add("seenWhole", a -> String.valueOf(seen))
        .add("heard", a -> HEARD.toString())
        .add("close", a -> close())
        .add("port", a -> String.valueOf(port))
        .serveAndExit();
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
    return type == null
        ? field.setType(FieldDescriptorProto.Type.TYPE_STRING).build()
        : field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(type).build();
  }

  private static FieldDescriptorProto truth(String name, int number) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
        .setType(FieldDescriptorProto.Type.TYPE_BOOL)
        .build();
  }

  private static MethodDescriptor<DynamicMessage, DynamicMessage> method(
      String service, String name, MethodDescriptor.MethodType type) {
    return method(service, name, type, REQUEST, ANSWER);
  }

  private static MethodDescriptor<DynamicMessage, DynamicMessage> method(
      String service,
      String name,
      MethodDescriptor.MethodType type,
      Descriptor request,
      Descriptor answer) {
    return MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(service, name))
        .setRequestMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(request)))
        .setResponseMarshaller(ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(answer)))
        .build();
  }

  private static FieldDescriptor of(Descriptor type, String name) {
    return type.findFieldByName(name);
  }

  private static DynamicMessage content(String text) {
    DynamicMessage part = DynamicMessage.newBuilder(PART).setField(of(PART, "text"), text).build();
    return DynamicMessage.newBuilder(CONTENT)
        .setField(of(CONTENT, "role"), "user")
        .addRepeatedField(of(CONTENT, "parts"), part)
        .build();
  }

  private static DynamicMessage request(String text) {
    return DynamicMessage.newBuilder(REQUEST)
        .addRepeatedField(of(REQUEST, "contents"), content(text))
        .setField(
            of(REQUEST, "model"), "projects/p/locations/l/publishers/google/models/gemini-2.5-pro")
        .build();
  }

  /** Makes a request that tells the model what it called a function with, and is labelled. */
  private static DynamicMessage told(String password, String born) {
    Value secret = Value.newBuilder().setStringValue(password).build();
    Struct person =
        Struct.newBuilder()
            .putFields("date_of_birth", Value.newBuilder().setStringValue(born).build())
            .putFields("age", Value.newBuilder().setNumberValue(36).build())
            .build();
    Value people =
        Value.newBuilder()
            .setListValue(
                ListValue.newBuilder().addValues(Value.newBuilder().setStructValue(person)))
            .build();
    Struct arguments =
        Struct.newBuilder().putFields("password", secret).putFields("people", people).build();
    DynamicMessage called =
        DynamicMessage.newBuilder(FUNCTION_CALL)
            .setField(of(FUNCTION_CALL, "name"), "login")
            .setField(of(FUNCTION_CALL, "args"), arguments)
            .build();
    DynamicMessage part =
        DynamicMessage.newBuilder(PART).setField(of(PART, "function_call"), called).build();
    DynamicMessage content =
        DynamicMessage.newBuilder(CONTENT)
            .setField(of(CONTENT, "role"), "model")
            .addRepeatedField(of(CONTENT, "parts"), part)
            .build();
    DynamicMessage label =
        DynamicMessage.newBuilder(LABEL)
            .setField(of(LABEL, "key"), "password")
            .setField(of(LABEL, "value"), password)
            .build();
    return request("who is it?").toBuilder()
        .addRepeatedField(of(REQUEST, "contents"), content)
        .addRepeatedField(of(REQUEST, "labels"), label)
        .build();
  }

  /** Returns the arguments of the function that a model wants to be called. */
  private static String arguments(DynamicMessage answer) {
    DynamicMessage candidate =
        (DynamicMessage) answer.getRepeatedField(of(ANSWER, "candidates"), 0);
    DynamicMessage content = (DynamicMessage) candidate.getField(of(CANDIDATE, "content"));
    DynamicMessage part = (DynamicMessage) content.getRepeatedField(of(CONTENT, "parts"), 0);
    return String.valueOf(part.getField(of(PART, "function_call")));
  }

  private static DynamicMessage response(String text) {
    return response(content(text));
  }

  private static DynamicMessage response(DynamicMessage content) {
    DynamicMessage candidate =
        DynamicMessage.newBuilder(CANDIDATE).setField(of(CANDIDATE, "content"), content).build();
    return DynamicMessage.newBuilder(ANSWER)
        .addRepeatedField(of(ANSWER, "candidates"), candidate)
        .build();
  }

  /** Returns all texts of a request or an answer. */
  private static String text(DynamicMessage message) {
    StringBuilder text = new StringBuilder();
    Descriptor type = message.getDescriptorForType();
    FieldDescriptor repeated = of(type, type.equals(ANSWER) ? "candidates" : "contents");
    for (int i = 0; i < message.getRepeatedFieldCount(repeated); i++) {
      DynamicMessage content = (DynamicMessage) message.getRepeatedField(repeated, i);
      if (type.equals(ANSWER)) {
        content = (DynamicMessage) content.getField(of(CANDIDATE, "content"));
      }
      FieldDescriptor parts = of(CONTENT, "parts");
      for (int p = 0; p < content.getRepeatedFieldCount(parts); p++) {
        text.append(
            ((DynamicMessage) content.getRepeatedField(parts, p)).getField(of(PART, "text")));
      }
    }
    return text.toString();
  }

  private static void answer(DynamicMessage request, StreamObserver<DynamicMessage> to, int piece) {
    seen = request;
    String text = text(request);
    FieldDescriptor contents = of(REQUEST, "contents");
    if (request.getRepeatedFieldCount(contents) > 1) {
      to.onNext(response((DynamicMessage) request.getRepeatedField(contents, 1)));
      to.onCompleted();
      return;
    }
    if (text.startsWith("fail")) {
      to.onError(io.grpc.Status.UNAVAILABLE.withDescription("busy").asRuntimeException());
      return;
    }
    for (int at = 0; piece > 0 && at < text.length(); at += piece) {
      to.onNext(response(text.substring(at, Math.min(text.length(), at + piece))));
    }
    if (piece == 0) {
      to.onNext(response(text));
    }
    to.onCompleted();
  }

  private static StreamObserver<DynamicMessage> echo(StreamObserver<DynamicMessage> to) {
    return new StreamObserver<DynamicMessage>() {
      @Override
      public void onNext(DynamicMessage message) {
        seen = message;
        to.onNext(response(text(message)));
      }

      @Override
      public void onError(Throwable failure) {
        to.onError(failure);
      }

      @Override
      public void onCompleted() {
        to.onCompleted();
      }
    };
  }

  /** Says what it was told, in pieces of three letters, and that its turn is over. */
  private static StreamObserver<DynamicMessage> live(StreamObserver<DynamicMessage> to) {
    return new StreamObserver<DynamicMessage>() {
      @Override
      public void onNext(DynamicMessage message) {
        seen = message;
        HEARD.append(heard(message)).append('\n');
        String text = heard(message);
        for (int at = 0; at < text.length(); at += 3) {
          to.onNext(turn(content(text.substring(at, Math.min(text.length(), at + 3))), false));
        }
        to.onNext(turn(null, true));
      }

      @Override
      public void onError(Throwable failure) {
        HEARD.append("broken off");
      }

      @Override
      public void onCompleted() {
        to.onCompleted();
      }
    };
  }

  private static DynamicMessage turn(DynamicMessage content, boolean complete) {
    DynamicMessage.Builder turn = DynamicMessage.newBuilder(SERVER_CONTENT);
    if (content != null) {
      turn.setField(of(SERVER_CONTENT, "model_turn"), content);
    }
    if (complete) {
      turn.setField(of(SERVER_CONTENT, "turn_complete"), true);
    }
    return DynamicMessage.newBuilder(LIVE_ANSWER)
        .setField(of(LIVE_ANSWER, "server_content"), turn.build())
        .build();
  }

  private static DynamicMessage said(String text) {
    DynamicMessage said =
        DynamicMessage.newBuilder(CLIENT_CONTENT)
            .addRepeatedField(of(CLIENT_CONTENT, "turns"), content(text))
            .build();
    return DynamicMessage.newBuilder(LIVE_REQUEST)
        .setField(of(LIVE_REQUEST, "client_content"), said)
        .build();
  }

  private static String part(DynamicMessage content) {
    return (String)
        ((DynamicMessage) content.getRepeatedField(of(CONTENT, "parts"), 0))
            .getField(of(PART, "text"));
  }

  private static String heard(DynamicMessage message) {
    DynamicMessage said = (DynamicMessage) message.getField(of(LIVE_REQUEST, "client_content"));
    return part((DynamicMessage) said.getRepeatedField(of(CLIENT_CONTENT, "turns"), 0));
  }

  /** Returns a message's text, and a line's end where a turn is over. */
  private static String told(DynamicMessage message) {
    DynamicMessage turn = (DynamicMessage) message.getField(of(LIVE_ANSWER, "server_content"));
    String end = turn.hasField(of(SERVER_CONTENT, "turn_complete")) ? "|" : "";
    return turn.hasField(of(SERVER_CONTENT, "model_turn"))
        ? part((DynamicMessage) turn.getField(of(SERVER_CONTENT, "model_turn"))) + end
        : end;
  }

  private static String live(
      MethodDescriptor<DynamicMessage, DynamicMessage> method, String[] texts) throws Exception {
    HEARD.setLength(0);
    Collected collected = new Collected();
    StreamObserver<DynamicMessage> to = ClientCalls.asyncBidiStreamingCall(call(method), collected);
    for (String text : texts) {
      to.onNext(said(text));
    }
    to.onCompleted();
    return collected.done.get(60, TimeUnit.SECONDS);
  }

  /** Asks for one message after the other; tells how many came unasked, and what they said. */
  private static String stepwise(String text) throws Exception {
    io.grpc.ClientCall<DynamicMessage, DynamicMessage> call = call(LIVE);
    CompletableFuture<String> done = new CompletableFuture<>();
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    StringBuilder all = new StringBuilder();
    int[] asked = {1};
    call.start(
        new io.grpc.ClientCall.Listener<DynamicMessage>() {
          @Override
          public void onReady() {
            ready.complete(call.isReady());
          }

          @Override
          public void onMessage(DynamicMessage message) {
            asked[0]--;
            all.append(told(message));
            if (asked[0] != 0) {
              done.completeExceptionally(new IllegalStateException("unasked"));
            }
            asked[0]++;
            call.request(1);
          }

          @Override
          public void onClose(io.grpc.Status status, io.grpc.Metadata trailers) {
            done.complete(status.getCode() + " " + all);
          }
        },
        new io.grpc.Metadata());
    call.request(1);
    if (!ready.get(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("told that it is ready, and isn't");
    }
    call.sendMessage(said(text));
    call.halfClose();
    return done.get(60, TimeUnit.SECONDS);
  }

  private static String cancelled(String text) throws Exception {
    io.grpc.ClientCall<DynamicMessage, DynamicMessage> call = call(LIVE);
    Collected collected = new Collected();
    StreamObserver<DynamicMessage> to = ClientCalls.asyncBidiStreamingCall(call, collected);
    to.onNext(said(text));
    collected.first.get(60, TimeUnit.SECONDS);
    call.cancel("enough", null);
    return collected.done.get(60, TimeUnit.SECONDS);
  }

  private static String lateLive() throws Exception {
    Collected collected = new Collected();
    StreamObserver<DynamicMessage> to =
        ClientCalls.asyncBidiStreamingCall(
            ((Channel) channel)
                .newCall(LIVE, CallOptions.DEFAULT.withDeadlineAfter(50, TimeUnit.MILLISECONDS)),
            collected);
    to.onNext(said("hello"));
    return collected.done.get(60, TimeUnit.SECONDS);
  }

  private static String open(ManagedChannelBuilder<?> builder) {
    seen = null;
    channel = builder.usePlaintext().build();
    return "open";
  }

  /** Sets the metadata of the calls that follow: names and values. */
  private static String note(String... all) {
    notes = all;
    return "noted";
  }

  /** Adds metadata, as a stub's interceptor does. */
  private static final class Noting implements io.grpc.ClientInterceptor {
    @Override
    public <Q, A> io.grpc.ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new io.grpc.ForwardingClientCall.SimpleForwardingClientCall<Q, A>(
          next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, io.grpc.Metadata headers) {
          String[] all = notes;
          for (int i = 0; i < all.length; i += 2) {
            if (all[i].endsWith("-bin")) {
              headers.put(
                  io.grpc.Metadata.Key.of(all[i], io.grpc.Metadata.BINARY_BYTE_MARSHALLER),
                  all[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } else {
              headers.put(
                  io.grpc.Metadata.Key.of(all[i], io.grpc.Metadata.ASCII_STRING_MARSHALLER),
                  all[i + 1]);
            }
          }
          super.start(listener, headers);
        }
      };
    }
  }

  /** Keeps what metadata came. */
  private static final class Noted implements io.grpc.ServerInterceptor {
    @Override
    public <Q, A> io.grpc.ServerCall.Listener<Q> interceptCall(
        io.grpc.ServerCall<Q, A> call,
        io.grpc.Metadata headers,
        io.grpc.ServerCallHandler<Q, A> next) {
      StringBuilder text = new StringBuilder();
      for (String name : new java.util.TreeSet<String>(headers.keys())) {
        text.append(name).append('=');
        if (!name.endsWith("-bin")) {
          text.append(
              headers.get(io.grpc.Metadata.Key.of(name, io.grpc.Metadata.ASCII_STRING_MARSHALLER)));
        }
        text.append('\n');
      }
      noted = text.toString();
      return next.startCall(call, headers);
    }
  }

  private static String close() throws InterruptedException {
    return String.valueOf(channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS));
  }

  private static <Q, A> io.grpc.ClientCall<Q, A> call(MethodDescriptor<Q, A> method) {
    Channel plain = io.grpc.ClientInterceptors.intercept(channel, new Noting());
    return plain.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS));
  }

  private static String stream(String prompt) {
    StringBuilder text = new StringBuilder();
    Iterator<DynamicMessage> answers =
        ClientCalls.blockingServerStreamingCall(call(STREAM), request(prompt));
    while (answers.hasNext()) {
      text.append(text(answers.next()));
    }
    return text.toString();
  }

  private static String async(String prompt) throws Exception {
    Collected collected = new Collected();
    ClientCalls.asyncServerStreamingCall(call(STREAM), request(prompt), collected);
    return collected.done.get(60, TimeUnit.SECONDS);
  }

  /** Calls with a deadline that is over. */
  private static String late(String prompt) {
    return text(
        ClientCalls.blockingUnaryCall(
            ((Channel) channel)
                .newCall(UNARY, CallOptions.DEFAULT.withDeadlineAfter(-1, TimeUnit.SECONDS)),
            request(prompt)));
  }

  private static String bidi(String prompt) throws Exception {
    Collected collected = new Collected();
    StreamObserver<DynamicMessage> to = ClientCalls.asyncBidiStreamingCall(call(BIDI), collected);
    to.onNext(request(prompt));
    to.onCompleted();
    return collected.done.get(60, TimeUnit.SECONDS);
  }

  /** Puts texts together. */
  private static final class Collected implements StreamObserver<DynamicMessage> {
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onNext(DynamicMessage message) {
      first.complete("");
      text.append(text(message));
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      done.complete(text.toString());
    }

    private static String text(DynamicMessage message) {
      return message.getDescriptorForType().equals(LIVE_ANSWER)
          ? told(message)
          : Main.text(message);
    }
  }
}
