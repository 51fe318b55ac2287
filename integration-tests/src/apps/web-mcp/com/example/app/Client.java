package com.example.app;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Collections;
import reactor.core.scheduler.Schedulers;

/** Calls a tool with the MCP Java SDK. */
final class Client implements AutoCloseable {
  private McpSyncClient client;

  String ask(String vendor, String prompt) {
    client = McpClient.sync(HttpClientStreamableHttpTransport.builder(vendor).build()).build();
    client.initialize();
    McpSchema.CallToolResult result =
        client.callTool(
            new McpSchema.CallToolRequest("find", Collections.singletonMap("who", prompt)));
    return ((McpSchema.TextContent) result.content().get(0)).text();
  }

  @Override
  public void close() {
    client.closeGracefully();
    Schedulers.shutdownNow();
  }
}
