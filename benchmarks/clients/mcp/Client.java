package com.example.app;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Pings a server with the MCP Java SDK: no data goes to it, no text for a model comes back. */
final class Client implements AutoCloseable {
  private final McpSyncClient client = McpClient.sync(new Memory()).build();

  Client() {
    client.initialize();
  }

  /** Answers each request at once. */
  private static final class Memory implements McpClientTransport {
    private Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler = message -> message;

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> takes) {
      handler = takes;
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return message instanceof JSONRPCRequest
          ? Mono.defer(() -> handler.apply(Mono.just(answer((JSONRPCRequest) message))).then())
          : Mono.empty();
    }

    private static JSONRPCMessage answer(JSONRPCRequest request) {
      Map<String, Object> server = Map.of("name", "orders", "version", "1");
      Map<String, Object> result =
          request.method().equals("initialize")
              ? Map.of("protocolVersion", "2025-06-18", "capabilities", Map.of(), "serverInfo", server)
              : Map.of();
      return new JSONRPCResponse("2.0", request.id(), result, null);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return McpJsonDefaults.getMapper().convertValue(data, type);
    }
  }

  String ask(String vendor, String prompt) {
    return client.ping().toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
