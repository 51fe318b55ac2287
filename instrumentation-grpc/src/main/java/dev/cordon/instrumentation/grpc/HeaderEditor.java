package dev.cordon.instrumentation.grpc;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.JsonTree;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes a call's headers. Used once. */
final class HeaderEditor implements HeadEditor {
  private final @Nullable Metadata metadata;

  HeaderEditor(@Nullable Metadata metadata) {
    this.metadata = metadata;
  }

  @Override
  public void query(@Nullable String encoded) {
    // there is none
  }

  @Override
  public void header(String name, List<String> values) {
    if (metadata == null || name.equalsIgnoreCase("accept-encoding")) {
      return; // gRPC has codings of its own
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      binary(metadata, name, values);
      return;
    }
    metadata.discardAll(Target.key(name));
    for (String value : values) {
      metadata.put(Target.key(name), value);
    }
  }

  /** On the wire such a header is Base64, and so it is in a policy. */
  private static void binary(Metadata metadata, String name, List<String> values) {
    metadata.discardAll(Target.binaryKey(name));
    for (String value : values) {
      try {
        metadata.put(Target.binaryKey(name), Base64.getDecoder().decode(value));
      } catch (IllegalArgumentException noBase64) {
        return; // gRPC couldn't send it
      }
    }
  }

  /** Returns how a refused call ends. */
  static Status status(SyntheticAnswer refusal) {
    return (refusal.status() == 429 ? Status.RESOURCE_EXHAUSTED : Status.PERMISSION_DENIED)
        .withDescription(message(refusal));
  }

  /** Returns what a refusal says to people. */
  private static String message(SyntheticAnswer refusal) {
    Object body = JsonTree.read(refusal.body());
    Object error = body instanceof Map ? ((Map<?, ?>) body).get("error") : null;
    Object message = error instanceof Map ? ((Map<?, ?>) error).get("message") : null;
    return message == null ? "refused by policy" : message.toString();
  }
}
