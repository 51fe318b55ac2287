package dev.cordon.instrumentation.grpc;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Collections;
import java.util.List;

/**
 * Hooks the channel that all transports' builders make, above the application's interceptors: there
 * requests are objects with descriptors, and an application sees nothing of ours.
 */
public final class GrpcInstrumentation implements Instrumentation {
  /** Makes the description. */
  public GrpcInstrumentation() {}

  @Override
  public String name() {
    return "grpc";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("io.grpc.");
  }

  @Override
  public List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on("io.grpc.internal.ManagedChannelImpl")
            .method(
                "newCall", "(Lio/grpc/MethodDescriptor;Lio/grpc/CallOptions;)Lio/grpc/ClientCall;")
            .exit("dev.cordon.instrumentation.grpc.ChannelAdvice", "onCall"));
  }
}
