package dev.cordon.instrumentation.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Where in a call a value may stand. */
enum Position {
  MESSAGE {
    @Override
    Ask ask(String server, String value, boolean stream) {
      return chat(server + CHAT, "{\"role\":\"user\",\"content\":\"mail " + value + "\"}", stream);
    }
  },
  TOOL_RESULT {
    @Override
    Ask ask(String server, String value, boolean stream) {
      String said = "{\\\"customer\\\":{\\\"mail\\\":\\\"" + value + "\\\"}}";
      String result = "{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"content\":\"" + said + "\"},";
      return chat(server + CHAT, result + HELLO, stream);
    }
  },
  MULTIPART_FIELD {
    @Override
    Ask ask(String server, String value, boolean stream) {
      String form =
          part("model", "whisper-1")
              + part("prompt", "a call with " + value)
              + part("stream", String.valueOf(stream))
              + part("file\"; filename=\"call.wav", "RIFF")
              + "--b0undary--\r\n";
      return Ask.post(server + "/v1/audio/transcriptions", "")
          .typed("multipart/form-data; boundary=b0undary", form);
    }
  },
  HEADER {
    @Override
    Ask ask(String server, String value, boolean stream) {
      return chat(server + CHAT, HELLO, stream).with("X-Customer", value);
    }
  },
  QUERY {
    @Override
    Ask ask(String server, String value, boolean stream) {
      return chat(server + CHAT + "?customer=" + value.replace("@", "%40"), HELLO, stream);
    }
  };

  private static final String CHAT = "/v1/chat/completions";
  private static final String HELLO = "{\"role\":\"user\",\"content\":\"hello\"}";

  /**
   * Makes a request that holds a value here and nowhere else.
   *
   * @param server the server's URL without a path
   * @param value an e-mail address
   * @param stream whether it asks for a stream
   */
  abstract Ask ask(String server, String value, boolean stream);

  private static Ask chat(String url, String messages, boolean stream) {
    return Ask.post(
        url, "{\"model\":\"m\",\"stream\":" + stream + ",\"messages\":[" + messages + "]}");
  }

  private static String part(String name, String value) {
    return "--b0undary\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  /** Answers as a model that repeats the message, in pieces where a stream was asked for. */
  static void echo(String request, OutputStream out) throws IOException {
    int at = request.indexOf("\"content\":\"mail ");
    String said = at < 0 ? "hello" : request.substring(at + 11, request.indexOf('"', at + 11));
    boolean stream = request.contains("\"stream\":true");
    StringBuilder body = new StringBuilder();
    for (int i = 0; stream && i < said.length(); i += 5) {
      String piece = said.substring(i, Math.min(said.length(), i + 5));
      body.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
          .append(piece)
          .append("\"}}]}\n\n");
    }
    body.append(
        stream
            ? "data: [DONE]\n\n"
            : "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + said + "\"}}]}");
    String type = stream ? "text/event-stream" : "application/json";
    String head = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
    out.write(body.toString().getBytes(UTF_8));
  }
}
