package com.example.app;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application that calls tools of MCP servers, with what all versions of the SDK have. */
public final class Main {
  private static McpSyncClient client;

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("stdio", a -> begin(stdio(a[0], a[1], a[2])))
        .add("sse", a -> begin(http("HttpClientSseClientTransport", a[0])))
        .add("streamable", a -> begin(http("HttpClientStreamableHttpTransport", a[0])))
        .add("find", a -> find(a[0]))
        .add("tools", a -> tools())
        .add("end", a -> end())
        .serveAndExit();
  }

  private static String begin(Object transport) throws Exception {
    for (Method sync : McpClient.class.getMethods()) {
      if (sync.getName().equals("sync")) {
        McpClient.SyncSpec spec = (McpClient.SyncSpec) sync.invoke(null, transport);
        client = spec.requestTimeout(Duration.ofSeconds(60)).build();
      }
    }
    return client.initialize().serverInfo().name();
  }

  private static Object stdio(String java, String classPath, String log) throws Exception {
    ServerParameters server =
        ServerParameters.builder(java)
            .args("-cp", classPath, "com.example.app.Main", "stdio", log)
            .build();
    for (Constructor<?> made : StdioClientTransport.class.getConstructors()) {
      Class<?>[] types = made.getParameterTypes();
      if (types.length == 1) {
        return made.newInstance(server);
      }
      if (types.length == 2 && types[1].getSimpleName().equals("McpJsonMapper")) {
        return made.newInstance(server, mapper(types[1]));
      }
    }
    throw new IllegalStateException("no constructor");
  }

  private static Object mapper(Class<?> type) throws Exception {
    try {
      return Class.forName("io.modelcontextprotocol.json.McpJsonDefaults")
          .getMethod("getMapper")
          .invoke(null);
    } catch (ClassNotFoundException older) {
      return type.getMethod("getDefault").invoke(null);
    }
  }

  private static Object http(String type, String url) throws Exception {
    Class<?> transport = Class.forName("io.modelcontextprotocol.client.transport." + type);
    try {
      Object builder = transport.getMethod("builder", String.class).invoke(null, url);
      return builder.getClass().getMethod("build").invoke(builder);
    } catch (NoSuchMethodException older) {
      return transport.getConstructor(String.class).newInstance(url);
    }
  }

  private static String find(String who) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("who", who);
    arguments.put("limit", 3);
    McpSchema.CallToolResult result =
        client.callTool(new McpSchema.CallToolRequest("find", arguments));
    StringBuilder text = new StringBuilder();
    for (McpSchema.Content content : result.content()) {
      text.append(((McpSchema.TextContent) content).text());
    }
    return text.toString();
  }

  private static String tools() {
    List<String> tools = new ArrayList<>();
    for (McpSchema.Tool tool : client.listTools().tools()) {
      tools.add(tool.name() + ": " + tool.description());
    }
    return tools.toString();
  }

  private static String end() {
    return String.valueOf(client.closeGracefully());
  }
}
