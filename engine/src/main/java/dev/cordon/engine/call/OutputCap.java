package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cordon.engine.wire.WireFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many tokens a request may ask an answer to have. Used by one thread at a time. */
final class OutputCap {
  /** Where requests say it. */
  private static final Set<String> FIELDS =
      new HashSet<>(
          Arrays.asList(
              "max_tokens",
              "max_completion_tokens",
              "max_output_tokens",
              "max_response_output_tokens", // OpenAI's sessions
              "max_tokens_to_sample",
              "max_gen_len",
              "max_new_tokens",
              "maxTokens",
              "generationConfig.maxOutputTokens",
              "generationConfig.max_output_tokens",
              "generation_config.maxOutputTokens",
              "generation_config.max_output_tokens",
              "inferenceConfig.maxTokens",
              "inferenceConfig.max_new_tokens",
              "textGenerationConfig.maxTokenCount",
              "parameters.max_tokens",
              "parameters.max_new_tokens",
              "parameters.maxOutputTokens",
              "options.num_predict"));

  /** Where it is said by default, by format: a field, or an object and its field. */
  private static final Map<String, String> PLACES = places();

  private final long most;
  private final @Nullable String object;
  private final @Nullable String field;
  private boolean said;
  private boolean inserted;
  private boolean missing;

  /**
   * Makes a cap.
   *
   * @param most how many; 0 for any number
   */
  OutputCap(long most, WireFormat format, boolean openAi) {
    this.most = most;
    String place = PLACES.get(format.id());
    if (openAi && format.id().equals("openai.chat")) {
      place = "max_completion_tokens"; // its newer models refuse max_tokens
    }
    int dot = place == null ? -1 : place.indexOf('.');
    this.object = place == null || dot < 0 ? null : place.substring(0, dot);
    this.field = place == null ? null : place.substring(dot + 1);
  }

  private static Map<String, String> places() {
    Map<String, String> places = new HashMap<>();
    for (String id :
        new String[] {
          "openai.chat",
          "openai.completions",
          "mistral.fim",
          "anthropic.messages",
          "anthropic.vertex",
          "cohere.chat",
          "cohere.chat_v1",
          "watsonx.chat"
        }) {
      places.put(id, "max_tokens");
    }
    places.put("openai.responses", "max_output_tokens");
    places.put("gemini.generate_content", "generationConfig.maxOutputTokens");
    places.put("bedrock.converse", "inferenceConfig.maxTokens");
    places.put("ollama.chat", "options.num_predict");
    places.put("ollama.generate", "options.num_predict");
    places.put("watsonx.generation", "parameters.max_new_tokens");
    places.put("huggingface.generation", "parameters.max_new_tokens");
    return places;
  }

  void begin() {
    missing = false;
    next();
  }

  private void next() {
    said = false;
    inserted = false;
  }

  boolean wants(String place) {
    return most > 0 && FIELDS.contains(place);
  }

  /** Returns what stands in the place of a value; null when it stays. */
  byte @Nullable [] instead(String value) {
    said = true;
    boolean fits;
    try {
      double asked = Double.parseDouble(value);
      fits = asked >= 0 && asked <= most;
    } catch (NumberFormatException none) {
      fits = false; // null, "inf"
    }
    return fits ? null : Long.toString(most).getBytes(US_ASCII);
  }

  /** Returns what an object of the request must hold besides, as JSON; null for nothing. */
  @Nullable String missingIn(String path) {
    boolean here = most > 0 && !said && field != null && object != null && isObject(path);
    inserted |= here;
    return here ? member() : null;
  }

  private boolean isObject(String path) {
    return path.equals(object)
        || (path.equals("generation_config") && "generationConfig".equals(object));
  }

  /** Returns what the request must hold besides at its end, as JSON; null for nothing. */
  @Nullable String missingAtEnd() {
    boolean asked = said || inserted;
    missing |= most > 0 && !asked && field == null;
    next();
    if (most == 0 || asked || field == null) {
      return null;
    }
    return object == null ? member() : '"' + object + "\":{" + member() + '}';
  }

  private String member() {
    return '"' + field + "\":" + most;
  }

  /** Tells whether a request says no number and can't be made to. */
  boolean isMissing() {
    return missing;
  }
}
