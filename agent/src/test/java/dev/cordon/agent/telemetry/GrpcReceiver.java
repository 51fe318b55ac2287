package dev.cordon.agent.telemetry;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every unary method and answers with an empty message. */
final class GrpcReceiver extends HandlerRegistry {
  private static final Metadata.Key<String> TENANT =
      Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER);

  /** The last message of each method. */
  final Map<String, byte[]> received = new ConcurrentSkipListMap<>();

  /** The header of each call. */
  final List<String> tenants = new CopyOnWriteArrayList<>();

  /** What an answer says. */
  volatile byte[] answer = new byte[0];

  /** The next answers; all is well when there are none. */
  final List<Status> answers = new CopyOnWriteArrayList<>();

  ExportTraceServiceRequest traces() throws IOException {
    return ExportTraceServiceRequest.parseFrom(
        received.get("opentelemetry.proto.collector.trace.v1.TraceService/Export"));
  }

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(name)
            .build();
    return ServerMethodDefinition.create(method, (call, headers) -> answer(name, call, headers));
  }

  private ServerCall.Listener<byte[]> answer(
      String name, ServerCall<byte[], byte[]> call, Metadata headers) {
    String tenant = headers.get(TENANT);
    tenants.add(tenant == null ? "" : tenant);
    call.request(1);
    return new ServerCall.Listener<>() {
      @Override
      public void onMessage(byte[] message) {
        Status status = answers.isEmpty() ? Status.OK : answers.remove(0);
        if (status.isOk()) {
          received.put(name, message);
          call.sendHeaders(new Metadata());
          call.sendMessage(answer);
        }
        call.close(status, new Metadata());
      }
    };
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
