package dev.cordon.agent.telemetry.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of an answer together, whatever vendor's form it has and whether it streams:
 * the forms share no key with two meanings. Not thread-safe.
 */
final class AnswerMessages {
  private static final String ONLY = "0";

  private final Map<String, Candidate> candidates = new LinkedHashMap<>();

  AnswerMessages(List<Object> documents) {
    for (Object document : documents) {
      if (document instanceof Map) {
        read((Map<?, ?>) document);
      }
    }
  }

  /**
   * Returns the messages.
   *
   * @param dropped so many characters at the end of the last text are left out
   */
  List<Object> messages(int dropped) {
    List<Object> messages = new ArrayList<>();
    int left = candidates.size();
    for (Candidate candidate : candidates.values()) {
      left--;
      Map<String, Object> message = candidate.message(left == 0 ? dropped : 0);
      if (message != null) {
        messages.add(message);
      }
    }
    return messages;
  }

  private void read(Map<?, ?> document) {
    for (Object choice : Tree.list(document, "choices")) {
      choice(choice);
    }
    List<?> list = Tree.list(document, "candidates");
    for (int i = 0; i < list.size(); i++) {
      generated(list.get(i), i);
    }
    String type = Tree.string(document, "type");
    if (type != null) {
      event(document, type);
    }
    if (document.containsKey("contentBlockIndex")) {
      converse(document);
    }
    plain(document);
    Candidate only = candidate(ONLY);
    only.finish(Tree.first(document, "stop_reason", "stopReason", "done_reason", "finish_reason"));
    only.finish(Tree.string(document, "completionReason")); // Titan's
    only.finish(Tree.string(document, "details", "finish_reason")); // Text Generation Inference's
  }

  /** OpenAI's chat and completions, and who took their form over. */
  private void choice(Object choice) {
    String index = Tree.key(choice, "index");
    Candidate candidate = candidate(index == null ? ONLY : index);
    candidate.finish(Tree.string(choice, "finish_reason"));
    candidate.text("", false, Tree.string(choice, "text"));
    whole(candidate, Tree.map(choice, "message"));
    candidate.text("", false, Tree.string(choice, "message", "audio", "transcript"));
    Map<?, ?> delta = Tree.map(choice, "delta");
    if (delta == null) {
      return;
    }
    candidate.text("", true, Tree.first(delta, "reasoning_content", "reasoning"));
    candidate.text("", false, Tree.string(delta, "audio", "transcript"));
    Object content = delta.get("content");
    if (content instanceof List) {
      List<Object> parts = new ArrayList<>();
      Parts.add(content, parts);
      candidate.wholes(parts);
    } else {
      candidate.text("", false, Tree.first(delta, "content", "refusal"));
    }
    for (Object call : Tree.list(delta, "tool_calls")) {
      String key = Tree.key(call, "index");
      candidate.call(
          key == null ? "" : key,
          Tree.string(call, "id"),
          Tree.string(call, "function", "name"),
          Tree.string(call, "function", "arguments"));
    }
  }

  /** Gemini: the parts of each event are new ones. */
  private void generated(Object generated, int position) {
    String index = Tree.key(generated, "index");
    Candidate candidate = candidate(index == null ? String.valueOf(position) : index);
    candidate.finish(Tree.string(generated, "finishReason"));
    List<Object> parts = new ArrayList<>();
    Parts.add(Tree.at(generated, "content", "parts"), parts);
    candidate.wholes(parts);
  }

  /** Events that say what they are: Anthropic's, Cohere's, those of OpenAI's responses. */
  private void event(Map<?, ?> event, String type) {
    Candidate only = candidate(ONLY);
    String index = Tree.key(event, "index");
    String key = index == null ? "" : index;
    switch (type) {
      case "content_block_start":
        String name = Tree.string(event, "content_block", "name");
        if (name != null) {
          only.call(key, Tree.string(event, "content_block", "id"), name, null);
        }
        only.text(key, false, Tree.string(event, "content_block", "text"));
        break;
      case "content_block_delta":
        only.text(key, false, Tree.string(event, "delta", "text"));
        only.text(key, true, Tree.string(event, "delta", "thinking"));
        String json = Tree.string(event, "delta", "partial_json");
        if (json != null) {
          only.call(key, null, null, json);
        }
        break;
      case "message_delta":
        only.finish(Tree.string(event, "delta", "stop_reason"));
        break;
      case "content-delta":
        only.text(key, false, Tree.string(event, "delta", "message", "content", "text"));
        only.text(key, true, Tree.string(event, "delta", "message", "content", "thinking"));
        break;
      case "tool-call-start":
      case "tool-call-delta":
        Map<?, ?> call = Tree.map(event, "delta", "message", "tool_calls");
        only.call(
            key,
            Tree.string(call, "id"),
            Tree.string(call, "function", "name"),
            Tree.string(call, "function", "arguments"));
        break;
      case "message-end":
        only.finish(Tree.string(event, "delta", "finish_reason"));
        break;
      default:
        response(event, type, only);
    }
  }

  private void response(Map<?, ?> event, String type, Candidate only) {
    String item = Tree.key(event, "output_index") + "." + Tree.key(event, "content_index");
    switch (type) {
      case "response.output_text.delta":
      case "response.refusal.delta":
        only.text(item, false, Tree.string(event, "delta"));
        break;
      case "transcript.text.delta":
        only.text("", false, Tree.string(event, "delta"));
        break;
      case "response.reasoning_summary_text.delta":
        only.text(item, true, Tree.string(event, "delta"));
        break;
      case "response.completed":
      case "response.incomplete":
      case "response.failed":
        only.clear();
        output(Tree.list(event, "response", "output"), only);
        only.finish(Tree.string(event, "response", "status"));
        break;
      default:
    }
  }

  private static void output(List<?> items, Candidate to) {
    List<Object> parts = new ArrayList<>();
    Parts.add(items, parts);
    to.wholes(parts);
  }

  /** Bedrock's ConverseStream. */
  private void converse(Map<?, ?> event) {
    Candidate only = candidate(ONLY);
    String key = String.valueOf(Tree.key(event, "contentBlockIndex"));
    Map<?, ?> tool = Tree.map(event, "start", "toolUse");
    if (tool != null) {
      only.call(key, Tree.string(tool, "toolUseId"), Tree.string(tool, "name"), null);
    }
    only.text(key, false, Tree.string(event, "delta", "text"));
    only.text(key, true, Tree.string(event, "delta", "reasoningContent", "text"));
    String input = Tree.string(event, "delta", "toolUse", "input");
    if (input != null) {
      only.call(key, null, null, input);
    }
  }

  /** Documents that are the answer, or the next piece of its text. */
  private void plain(Map<?, ?> document) {
    Candidate only = candidate(ONLY);
    if (Tree.string(document, "role") != null && document.containsKey("content")) {
      whole(only, document);
    }
    whole(only, Tree.map(document, "message"));
    whole(only, Tree.map(document, "output", "message"));
    if (document.get("output") instanceof List && "response".equals(document.get("object"))) {
      output(Tree.list(document, "output"), only);
      only.finish(Tree.string(document, "status"));
    }
    String[] texts = {"response", "completion", "generated_text", "generation", "outputText"};
    only.text("", false, Tree.first(document, texts));
    if (!document.containsKey("type")) {
      only.text("", false, Tree.string(document, "text")); // Cohere's older form, transcriptions
    }
    for (String key : new String[] {"results", "outputs"}) {
      for (Object result : Tree.list(document, key)) {
        only.text("", false, Tree.first(result, "outputText", "text", "generated_text"));
        finish(only, Tree.first(result, "completionReason", "stop_reason"));
      }
    }
    for (Object page : Tree.list(document, "pages")) {
      only.text("", false, Tree.string(page, "markdown"));
    }
    predicted(document.get("output"), only);
    dashScope(Tree.map(document, "output"));
    qianfan(document, only);
  }

  /** Baidu's own form. */
  private static void qianfan(Map<?, ?> document, Candidate to) {
    Map<?, ?> call = Tree.map(document, "function_call");
    if (call != null) {
      to.text("", true, Tree.string(call, "thoughts"));
      to.call("", null, Tree.string(call, "name"), Tree.string(call, "arguments"));
    }
    to.text("", false, Tree.string(document, "result"));
  }

  /** DashScope's own form: in a stream each event may repeat what came before. */
  private void dashScope(@Nullable Map<?, ?> output) {
    for (Object choice : Tree.list(output, "choices")) {
      String index = Tree.key(choice, "index");
      Candidate candidate = candidate(index == null ? ONLY : index);
      said(candidate, Tree.string(choice, "finish_reason"));
      Map<?, ?> message = Tree.map(choice, "message");
      candidate.sofar("", true, Tree.string(message, "reasoning_content"));
      StringBuilder text = new StringBuilder();
      for (Object part : Tree.list(message, "content")) {
        String piece = Tree.string(part, "text");
        text.append(piece == null ? "" : piece);
      }
      String whole = Tree.string(message, "content");
      candidate.sofar("", false, whole == null ? text.toString() : whole);
      for (Object call : Tree.list(message, "tool_calls")) {
        String key = Tree.key(call, "index");
        candidate.callSofar(
            key == null ? "" : key,
            Tree.string(call, "id"),
            Tree.string(call, "function", "name"),
            Tree.string(call, "function", "arguments"));
      }
    }
    if (output != null && !output.containsKey("message")) {
      candidate(ONLY).sofar("", false, Tree.string(output, "text"));
      said(candidate(ONLY), Tree.string(output, "finish_reason"));
    }
  }

  private static void said(Candidate candidate, @Nullable String reason) {
    candidate.finish("null".equals(reason) ? null : reason); // DashScope's, in every event
  }

  private static void finish(Candidate candidate, @Nullable String reason) {
    candidate.finish("not_finished".equals(reason) ? null : reason); // watsonx's, in every event
  }

  /** Replicate's output: a text, or its pieces. */
  private static void predicted(@Nullable Object output, Candidate to) {
    if (output instanceof String) {
      to.text("", false, (String) output);
    } else if (output instanceof List) {
      for (Object piece : (List<?>) output) {
        to.text("", false, piece instanceof String ? (String) piece : null);
      }
    }
  }

  private static void whole(Candidate candidate, @Nullable Map<?, ?> message) {
    if (message != null) {
      List<Object> parts = new ArrayList<>();
      RequestMessages.read(message, parts);
      candidate.wholes(parts);
    }
  }

  private Candidate candidate(String index) {
    Candidate candidate = candidates.get(index);
    if (candidate == null) {
      candidate = new Candidate();
      candidates.put(index, candidate);
    }
    return candidate;
  }
}
