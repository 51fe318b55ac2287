package com.example.app;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Asks a service of its own over gRPC on Netty, all of it in memory. */
final class Client implements AutoCloseable {
  private static final MethodDescriptor<String, String> COUNT =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("com.example.Orders/Count")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private final EventLoopGroup threads = new DefaultEventLoopGroup(1);
  private final LocalAddress address = new LocalAddress("orders");
  private final Server server;
  private final ManagedChannel channel;

  Client() throws IOException {
    server =
        NettyServerBuilder.forAddress(address)
            .channelType(LocalServerChannel.class)
            .bossEventLoopGroup(threads)
            .workerEventLoopGroup(threads)
            .directExecutor()
            .addService(
                ServerServiceDefinition.builder("com.example.Orders")
                    .addMethod(
                        COUNT,
                        ServerCalls.asyncUnaryCall(
                            (asked, answer) -> {
                              answer.onNext(asked);
                              answer.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress(address)
            .channelType(LocalChannel.class)
            .eventLoopGroup(threads)
            .overrideAuthority("127.0.0.1:9")
            .usePlaintext()
            .directExecutor()
            .build();
  }

  /** Writes a text as it is. */
  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream in) {
      try {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  String ask(String vendor, String prompt) {
    return ClientCalls.blockingUnaryCall(channel, COUNT, CallOptions.DEFAULT, Chat.body(prompt));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    threads.shutdownGracefully();
  }
}
