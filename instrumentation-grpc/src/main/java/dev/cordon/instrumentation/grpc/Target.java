package dev.cordon.instrumentation.grpc;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Call;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a call is for, as an HTTP request of the same interface would say it. Immutable. */
final class Target {
  /** The library's name in reports. */
  static final String WHERE = "grpc";

  private static final Library LIBRARY = Library.of(WHERE, Channel.class);

  /** Whose services have an HTTP form, with the same names and the same JSON (google.api.http). */
  private static final String[] GOOGLE = {
    "google.cloud.aiplatform.", "google.ai.generativelanguage."
  };

  private final String authority;
  private final String method;

  /** Whether the client sends many messages, which is a WebSocket where the interface has HTTP. */
  private final boolean duplex;

  private final @Nullable CallerMark caller;

  private Target(String authority, String method, boolean duplex) {
    this.authority = authority;
    this.method = method;
    this.duplex = duplex;
    this.caller = Call.caller(WHERE, () -> head(null, null));
  }

  static Target of(Channel channel, MethodDescriptor<?, ?> method, CallOptions options) {
    String own = options.getAuthority();
    String authority = own == null ? channel.authority() : own;
    return new Target(
        authority == null ? "" : authority,
        method.getFullMethodName(),
        !method.getType().clientSendsOneMessage());
  }

  /** Returns who made the call, where policy asks. */
  @Nullable CallerMark caller() {
    return caller;
  }

  /** Tells that a call is made on whatever connection Netty opened for it in the meantime. */
  void reached() {
    Call.of(WHERE, head(null, null));
  }

  /**
   * Describes the request.
   *
   * @param model what the request names as its model; null when that isn't known
   * @param metadata its headers; null when they aren't known
   */
  RequestHead head(@Nullable String model, @Nullable Metadata metadata) {
    int colon = authority.lastIndexOf(':');
    boolean named = colon > authority.lastIndexOf(']');
    return new RequestHead(
        LIBRARY,
        duplex && isGoogles() ? "GET" : "POST",
        "https",
        named ? authority.substring(0, colon) : authority,
        named ? port(authority.substring(colon + 1)) : -1,
        path(model),
        null,
        metadata == null ? HeaderSource.NONE : new Headers(metadata));
  }

  private static int port(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException none) {
      return -1;
    }
  }

  private boolean isGoogles() {
    for (String google : GOOGLE) {
      if (method.startsWith(google)) {
        return method.indexOf('/') > 0;
      }
    }
    return false;
  }

  private String path(@Nullable String model) {
    if (!isGoogles()) {
      return '/' + method;
    }
    int slash = method.lastIndexOf('/');
    String name = method.substring(slash + 1);
    if (duplex) {
      return "/ws/" + method.substring(0, slash) + '.' + name;
    }
    String verb = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return '/' + (model == null ? method.substring(0, slash) : "v1/" + model) + ':' + verb;
  }

  /** A call's headers; those that are bytes by their names only. */
  private static final class Headers implements HeaderSource {
    private final Metadata metadata;

    Headers(Metadata metadata) {
      this.metadata = metadata;
    }

    @Override
    public @Nullable String first(String name) {
      if (name.equalsIgnoreCase("content-type")) {
        return "application/json"; // what the engine is shown
      }
      return name.toLowerCase(Locale.ROOT).endsWith(Metadata.BINARY_HEADER_SUFFIX)
          ? null
          : metadata.get(key(name));
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      for (String name : metadata.keys()) {
        if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
          consumer.accept(name, "");
          continue;
        }
        Iterable<String> values = metadata.getAll(key(name));
        if (values != null) {
          values.forEach(value -> consumer.accept(name, value));
        }
      }
    }
  }

  static Metadata.Key<byte[]> binaryKey(String name) {
    return Metadata.Key.of(name.toLowerCase(Locale.ROOT), Metadata.BINARY_BYTE_MARSHALLER);
  }

  static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER);
  }
}
