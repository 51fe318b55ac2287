package com.example.app;

import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerMethodDefinition;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server of any gRPC service that keeps the bytes of requests as they came. */
final class Store {
  /** Answers calls of one method. */
  interface Method {
    byte[] answer(byte[] request) throws Exception;
  }

  private final Map<String, Method> methods = new LinkedHashMap<>();
  private final Map<String, byte[]> seen = new ConcurrentHashMap<>();
  private Server server;

  /** Adds a method by its full name. */
  Store add(String name, Method method) {
    methods.put(name, method);
    return this;
  }

  /** Begins to serve; returns the port. */
  int start() throws IOException {
    server = ServerBuilder.forPort(0).fallbackHandlerRegistry(new Any()).build().start();
    return server.getPort();
  }

  /** Returns the last request's bytes of a method; none where there was no request. */
  byte[] seen(String method) {
    byte[] bytes = seen.get(method);
    return bytes == null ? new byte[0] : bytes;
  }

  /** Returns all requests, one character a byte. */
  String all() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Map.Entry<String, byte[]> request : seen.entrySet()) {
      all.append(request.getKey()).append('=');
      all.append(new String(request.getValue(), "ISO-8859-1")).append('\n');
    }
    return all.toString();
  }

  private final class Any extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
      Method method = methods.get(name);
      if (method == null) {
        return null;
      }
      MethodDescriptor<byte[], byte[]> descriptor =
          MethodDescriptor.<byte[], byte[]>newBuilder()
              .setType(MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(name)
              .setRequestMarshaller(new Bytes())
              .setResponseMarshaller(new Bytes())
              .build();
      return ServerMethodDefinition.create(
          descriptor,
          ServerCalls.asyncUnaryCall(
              (byte[] request, io.grpc.stub.StreamObserver<byte[]> to) -> {
                seen.put(name, request);
                try {
                  to.onNext(method.answer(request));
                  to.onCompleted();
                } catch (Exception failure) {
                  to.onError(failure);
                }
              }));
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      try {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          all.write(buffer, 0, n);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return all.toByteArray();
    }
  }
}
