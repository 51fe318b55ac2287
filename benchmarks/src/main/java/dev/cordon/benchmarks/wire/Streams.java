package dev.cordon.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams as vendors send them: one event a word, without tokens or with them. */
final class Streams {
  private static final String[] WORDS = {
    "The ", "quarterly ", "report ", "shows ", "a ", "steady ", "rise ", "in ", "costs", ", ",
    "mostly ", "from ", "transport ", "and ", "storage", ". ", "We ", "should ", "look ", "at "
  };

  private static final String CHAT =
      "data: {\"id\":\"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT\",\"object\":\"chat.completion.chunk\",\"created\":1741569952,"
          + "\"model\":\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_0aa8d3e20b\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"$\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n";
  private static final String RESPONSES =
      "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"sequence_number\":17,"
          + "\"item_id\":\"msg_68a1c2f2b9f081a1\",\"output_index\":0,\"content_index\":0,\"delta\":\"$\",\"logprobs\":[]}\n\n";
  private static final String MESSAGES =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"$\"}}\n\n";
  private static final String GEMINI =
      "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"$\"}],\"role\": \"model\"},\"index\": 0}],\"usageMetadata\": "
          + "{\"promptTokenCount\": 8,\"candidatesTokenCount\": 21,\"totalTokenCount\": 29},\"modelVersion\": \"gemini-2.5-flash\"}\r\n\r\n";

  private Streams() {}

  static String path(String vendor) {
    switch (vendor) {
      case "responses":
        return "/v1/responses";
      case "anthropic":
        return "/v1/messages";
      case "gemini":
        return "/v1beta/models/gemini-2.5-flash:streamGenerateContent";
      default:
        return "/v1/chat/completions";
    }
  }

  private static String event(String vendor) {
    switch (vendor) {
      case "responses":
        return RESPONSES;
      case "anthropic":
        return MESSAGES;
      case "gemini":
        return GEMINI;
      default:
        return CHAT;
    }
  }

  /**
   * Returns events.
   *
   * @param token put into every tenth word, in two pieces; null for none
   */
  static List<byte[]> events(String vendor, int count, @Nullable String token) {
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String word = WORDS[i % WORDS.length];
      if (token != null && i % 10 == 4) {
        word = token.substring(0, 7);
      } else if (token != null && i % 10 == 5) {
        word = token.substring(7) + " ";
      }
      events.add(event(vendor).replace("$", word).getBytes(UTF_8));
    }
    return events;
  }

  /** Joins events into pieces as a network hands them on. */
  static List<byte[]> chunks(List<byte[]> events, int size) {
    List<byte[]> chunks = new ArrayList<>();
    byte[] all = join(events);
    for (int at = 0; at < all.length; at += size) {
      chunks.add(java.util.Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
    }
    return chunks;
  }

  static byte[] join(List<byte[]> events) {
    int length = 0;
    for (byte[] event : events) {
      length += event.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] event : events) {
      System.arraycopy(event, 0, all, at, event.length);
      at += event.length;
    }
    return all;
  }
}
