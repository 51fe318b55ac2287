package dev.cordon.instrumentation.mcp;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.JsonTree;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpTransport;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One session of the SDK under the names and types that its versions have in common. Thread-safe.
 */
final class Session {
  /** The library's name in reports. */
  static final String WHERE = "mcp";

  /** JSON-RPC leaves codes from -32099 to -32000 to servers. */
  private static final int REFUSED = -32003;

  private static final Library LIBRARY = Library.of(WHERE, McpSchema.class);
  private static final Object TREE = treeReference();

  private final Object session;
  private final Object transport;
  private final MethodHandle request;
  private final MethodHandle unmarshal;

  private Session(Object session, Object transport, MethodHandle request, MethodHandle unmarshal) {
    this.session = session;
    this.transport = transport;
    this.request = request;
    this.unmarshal = unmarshal;
  }

  static Session of(MethodHandles.Lookup lookup, Object session) throws Throwable {
    Class<?> own = lookup.lookupClass();
    Class<?> reference = TREE.getClass().getSuperclass();
    Object transport = lookup.unreflectGetter(own.getDeclaredField("transport")).invoke(session);
    MethodHandle request =
        lookup.findVirtual(
            own,
            "sendRequest",
            MethodType.methodType(Mono.class, String.class, Object.class, reference));
    MethodHandle unmarshal =
        lookup.findVirtual(
            McpTransport.class,
            "unmarshalFrom",
            MethodType.methodType(Object.class, Object.class, reference));
    return new Session(session, transport, request, unmarshal);
  }

  private static Object treeReference() {
    try {
      return new MapRef();
    } catch (NoClassDefFoundError older) {
      return new MapReference();
    }
  }

  /** Returns the type of results that are trees. */
  Object treeType() {
    return TREE;
  }

  Mono<?> request(String method, @Nullable Object params, Object type) {
    try {
      return (Mono<?>) request.invoke(session, method, params, type);
    } catch (Throwable failure) {
      throw unchecked(failure);
    }
  }

  /** Returns parameters as the SDK will write them: maps, lists, strings and numbers. */
  Object tree(Object params) {
    return result(params, TREE);
  }

  /** Makes an object of a tree, as the SDK does. */
  Object result(Object tree, Object type) {
    try {
      return unmarshal.invoke(transport, tree, type);
    } catch (Throwable failure) {
      throw unchecked(failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> RuntimeException unchecked(Throwable failure) throws X {
    throw (X) failure;
  }

  /** Describes a request of the protocol. */
  static RequestHead head(String method, @Nullable String server) {
    return new RequestHead(
        LIBRARY, "MCP", "mcp", server, 0, '/' + method, null, JsonHeaders.INSTANCE);
  }

  /** Returns what a server calls itself; null when it doesn't. */
  static @Nullable String serverName(Object result) {
    McpSchema.Implementation server =
        result instanceof McpSchema.InitializeResult
            ? ((McpSchema.InitializeResult) result).serverInfo()
            : null;
    return server == null ? null : server.name();
  }

  /** Returns what the SDK throws for an error that a server answers with. */
  static RuntimeException error(@Nullable SyntheticAnswer refusal) {
    Object body = refusal == null ? null : JsonTree.read(refusal.body());
    Object error = body instanceof Map ? ((Map<?, ?>) body).get("error") : null;
    Object said = error instanceof Map ? error : body;
    Object message = said instanceof Map ? ((Map<?, ?>) said).get("message") : null;
    return error(message == null ? "refused by policy" : message.toString());
  }

  /** Returns what the SDK throws, where a result can't be looked at. */
  static RuntimeException error(Throwable fault) {
    return error("Cordon could not check this result (" + fault.getClass().getName() + ")");
  }

  private static RuntimeException error(String message) {
    try {
      for (Constructor<?> made : McpSchema.JSONRPCResponse.JSONRPCError.class.getConstructors()) {
        if (made.getParameterCount() == 3) { // the code is an int, and from 0.13 on an Integer
          return new McpError(
              (McpSchema.JSONRPCResponse.JSONRPCError) made.newInstance(REFUSED, message, null));
        }
      }
    } catch (ReflectiveOperationException other) {
      // told below
    }
    return new IllegalStateException(message);
  }
}
