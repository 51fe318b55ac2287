package dev.cordon.agent.cli;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An interface in which probes are written: who receives them, and how they look. */
enum ProbeForm {
  OPENAI_CHAT(
      "openai.chat",
      "api.openai.com",
      "/v1/chat/completions",
      "{'model':'gpt-4o','messages':[{'role':'user','content':'%s'}]}",
      "{'model':'gpt-4o','messages':[{'role':'tool','tool_call_id':'t1','content':'%s'}]}",
      "{'model':'gpt-4o','messages':[{'role':'system','content':'Be a helpful assistant.'},"
          + "{'role':'tool','tool_call_id':'t1','content':'%s'}]}",
      "{'choices':[{'index':0,'message':{'role':'assistant','content':'%s'}}]}",
      "data: {'choices':[{'index':0,'delta':{'content':'%s'}}]}\n\n"),
  OPENAI_RESPONSES(
      "openai.responses",
      "api.openai.com",
      "/v1/responses",
      "{'model':'gpt-4o','input':'%s'}",
      "{'input':[{'type':'function_call_output','call_id':'t1','output':'%s'}]}",
      "{'instructions':'Be a helpful assistant.',"
          + "'input':[{'type':'function_call_output','call_id':'t1','output':'%s'}]}",
      "{'id':'r1','object':'response','output':[{'type':'message','role':'assistant',"
          + "'content':[{'type':'output_text','text':'%s'}]}]}",
      "event: response.output_text.delta\ndata: {'type':'response.output_text.delta',"
          + "'item_id':'i1','output_index':0,'content_index':0,'delta':'%s'}\n\n"),
  ANTHROPIC(
      "anthropic.messages",
      "api.anthropic.com",
      "/v1/messages",
      "{'model':'claude','max_tokens':9,'messages':[{'role':'user','content':'%s'}]}",
      "{'model':'claude','max_tokens':9,'messages':[{'role':'user','content':"
          + "[{'type':'tool_result','tool_use_id':'t1','content':'%s'}]}]}",
      "{'model':'claude','max_tokens':9,'system':'Be a helpful assistant.','messages':"
          + "[{'role':'user','content':"
          + "[{'type':'tool_result','tool_use_id':'t1','content':'%s'}]}]}",
      "{'type':'message','role':'assistant','content':[{'type':'text','text':'%s'}]}",
      "event: content_block_delta\ndata: {'type':'content_block_delta','index':0,"
          + "'delta':{'type':'text_delta','text':'%s'}}\n\n"),
  GEMINI(
      "google.gemini",
      "generativelanguage.googleapis.com",
      "/v1beta/models/gemini-2.0-flash:generateContent",
      "{'contents':[{'role':'user','parts':[{'text':'%s'}]}]}",
      "{'contents':[{'role':'user','parts':[{'functionResponse':{'name':'f',"
          + "'response':{'result':'%s'}}}]}]}",
      "{'systemInstruction':{'parts':[{'text':'Be a helpful assistant.'}]},"
          + "'contents':[{'role':'user','parts':[{'functionResponse':{'name':'f',"
          + "'response':{'result':'%s'}}}]}]}",
      "{'candidates':[{'content':{'role':'model','parts':[{'text':'%s'}]}}]}",
      "data: {'candidates':[{'content':{'role':'model','parts':[{'text':'%s'}]}}]}\n\n"),
  CONVERSE(
      "bedrock.converse",
      "bedrock-runtime.eu-central-1.amazonaws.com",
      "/model/m1/converse",
      "{'messages':[{'role':'user','content':[{'text':'%s'}]}]}",
      "{'messages':[{'role':'user','content':[{'toolResult':{'toolUseId':'t1',"
          + "'content':[{'text':'%s'}]}}]}]}",
      "{'system':[{'text':'Be a helpful assistant.'}],"
          + "'messages':[{'role':'user','content':[{'toolResult':{'toolUseId':'t1',"
          + "'content':[{'text':'%s'}]}}]}]}",
      "{'output':{'message':{'role':'assistant','content':[{'text':'%s'}]}}}",
      null),
  COHERE(
      "cohere.chat",
      "api.cohere.com",
      "/v2/chat",
      "{'model':'command','messages':[{'role':'user','content':'%s'}]}",
      "{'model':'command','messages':[{'role':'user','content':'hi'}],"
          + "'documents':[{'data':{'text':'%s'}}]}",
      "{'model':'command','messages':[{'role':'system','content':'Be a helpful assistant.'},"
          + "{'role':'user','content':'hi'}],'documents':[{'data':{'text':'%s'}}]}",
      "{'message':{'role':'assistant','content':[{'type':'text','text':'%s'}]}}",
      "data: {'type':'content-delta','index':0,'delta':{'message':{'content':{'text':'%s'}}}}\n\n"),
  OLLAMA(
      "ollama.chat",
      "localhost",
      "/api/chat",
      "{'model':'llama','messages':[{'role':'user','content':'%s'}]}",
      "{'model':'llama','messages':[{'role':'tool','tool_name':'f','content':'%s'}]}",
      "{'model':'llama','messages':[{'role':'system','content':'Be a helpful assistant.'},"
          + "{'role':'tool','tool_name':'f','content':'%s'}]}",
      "{'model':'llama','message':{'role':'assistant','content':'%s'},'done':true}",
      "{'model':'llama','message':{'role':'assistant','content':'%s'},'done':false}\n");

  private static final Library LIBRARY = new Library("probe", null);
  private static final int PIECE = 7;

  /** What results call it. */
  final String id;

  private final String host;
  private final String path;
  private final String user;
  private final String untrusted;
  private final String prompted;
  private final String answer;
  private final @Nullable String event;

  ProbeForm(
      String id,
      String host,
      String path,
      String user,
      String untrusted,
      String prompted,
      String answer,
      @Nullable String event) {
    this.id = id;
    this.host = host;
    this.path = path;
    this.user = user;
    this.untrusted = untrusted;
    this.prompted = prompted;
    this.answer = answer;
    this.event = event;
  }

  RequestHead head() {
    return new RequestHead(
        LIBRARY,
        "POST",
        this == OLLAMA ? "http" : "https",
        host,
        this == OLLAMA ? 11434 : -1,
        path,
        null,
        type("application/json"));
  }

  /** Returns a request; in its tool's result or document the text stands if it is untrusted. */
  byte[] request(String text, boolean fromTool) {
    return body(fromTool ? untrusted : user, text);
  }

  /** Returns a request with a system prompt, and a text in a tool's result or a document. */
  byte[] prompted(String text) {
    return body(prompted, text);
  }

  /** Returns an answer. */
  byte[] answer(String text, boolean inTool) {
    String template = inTool ? ProbeToolCall.whole(this) : answer;
    return template
        .replace('\'', '"')
        .replace("%a", escaped(arguments(text)))
        .replace("%s", escaped(text))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a body that is written with single quotes. */
  static byte[] body(String quoted) {
    return quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String arguments(String text) {
    return "{\"text\":\"" + escaped(text) + "\"}";
  }

  boolean streams() {
    return event != null;
  }

  /** Returns the media type of streams. */
  String streamType() {
    return this == OLLAMA ? "application/x-ndjson" : "text/event-stream";
  }

  /** Returns an answer that comes in events of some characters each. */
  byte[] stream(String said, boolean inTool) {
    String text = inTool ? arguments(said) : said;
    String event = inTool ? ProbeToolCall.event(this) : this.event;
    StringBuilder events = new StringBuilder();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + PIECE);
      to += to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
      events.append(filled(String.valueOf(event), text.substring(from, to)));
      from = to;
    }
    return events.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns what a stream's or an answer's headers say. */
  static HeaderSource type(String mediaType) {
    return new HeaderSource() {
      @Override
      public @Nullable String first(String name) {
        return name.equalsIgnoreCase("content-type") ? mediaType : null;
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        Collections.singletonMap("content-type", mediaType).forEach(consumer);
      }
    };
  }

  private static byte[] body(String template, String text) {
    return filled(template, text).getBytes(StandardCharsets.UTF_8);
  }

  private static String filled(String template, String text) {
    return template.replace('\'', '"').replace("%s", escaped(text));
  }

  /** Returns a text as it stands in JSON. */
  static String escaped(String text) {
    StringBuilder json = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c == '\n') {
        json.append("\\n");
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }
}
