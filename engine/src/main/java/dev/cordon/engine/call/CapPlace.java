package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the requests of a format say by default how long an answer may be. Immutable. */
final class CapPlace {
  private static final String LIMIT = "max_tokens";
  private static final String COMPLETION = "max_completion_tokens";
  private static final String OUTPUT = "max_output_tokens";
  private static final String GOOGLES = "generationConfig";
  private static final String OPTIONS = "options";
  private static final String PARAMETERS = "parameters";

  /** What the request is called in the line of a file. */
  private static final String LINE = "body";

  private static final String GOOGLES_LINE = "request";
  private static final String ANTHROPICS_LINE = "params";

  /** By format: a field, or an object and its field. */
  private static final Map<String, String> PLACES = places();

  /** What names of Bedrock's models hold, and the field of such a model's own API. */
  private static final String[] BEDROCKS = {
    "anthropic.", LIMIT,
    "meta.llama", "max_gen_len",
    "mistral.", LIMIT,
    "cohere.command", LIMIT,
    "ai21.jamba", LIMIT,
    "deepseek.", LIMIT,
    "amazon.titan-text", "textGenerationConfig.maxTokenCount",
    "amazon.nova", "inferenceConfig.max_new_tokens",
  };

  /** The requests: the document, or an object in it; in files one of several. */
  private final String[] requests;

  private final @Nullable String object;
  private final @Nullable String field;
  private final boolean lines;
  private final boolean chat;
  private final @Nullable String vendor;

  private CapPlace(
      @Nullable String place,
      boolean lines,
      boolean chat,
      @Nullable String vendor,
      String... requests) {
    int dot = place == null ? -1 : place.indexOf('.');
    this.object = place == null || dot < 0 ? null : place.substring(0, dot);
    this.field = place == null ? null : place.substring(dot + 1);
    this.requests = requests;
    this.lines = lines;
    this.chat = chat;
    this.vendor = vendor;
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
          "anthropic.batches",
          "cohere.chat",
          "cohere.chat_v1",
          "watsonx.chat"
        }) {
      places.put(id, LIMIT);
    }
    places.put("openai.responses", OUTPUT);
    places.put("qianfan.chat", OUTPUT);
    places.put("openai.runs", COMPLETION);
    places.put("anthropic.complete", "max_tokens_to_sample");
    places.put("gemini.generate_content", "generationConfig.maxOutputTokens");
    places.put("gemini.batches", "generationConfig.maxOutputTokens");
    places.put("gemini.live", "generationConfig.maxOutputTokens");
    places.put("bedrock.converse", "inferenceConfig.maxTokens");
    places.put("ollama.chat", "options.num_predict");
    places.put("ollama.generate", "options.num_predict");
    places.put("watsonx.generation", "parameters.max_new_tokens");
    places.put("dashscope.generation", "parameters.max_tokens");
    places.put("huggingface.generation", "parameters.max_new_tokens");
    return places;
  }

  /** Returns the place in the requests of a call. */
  static CapPlace of(WireFormat format, RequestHead head, @Nullable String vendor) {
    String id = format.id();
    String place = PLACES.get(id);
    if (isOpenAi(vendor) && id.equals("openai.chat")) {
      place = COMPLETION; // its newer models refuse max_tokens
    } else if (id.equals("bedrock.invoke")) {
      place = ofBedrocks(WireFormats.modelInPath(head.path()));
    }
    switch (id) {
      case "anthropic.batches":
        return new CapPlace(place, false, false, vendor, "requests[].params");
      case "gemini.batches":
        return new CapPlace(
            place,
            false,
            false,
            vendor,
            "batch.inputConfig.requests.requests[].request",
            "batch.input_config.requests.requests[].request");
      case "gemini.live":
        return new CapPlace(place, false, false, vendor, "setup");
      default:
        return new CapPlace(place, false, id.equals("openai.chat"), vendor, "");
    }
  }

  /** Returns the place in lines of files: OpenAI's and those like it, Google's, Anthropic's. */
  static CapPlace ofLines(@Nullable String vendor) {
    return new CapPlace(
        "generationConfig.maxOutputTokens",
        true,
        false,
        vendor,
        GOOGLES_LINE,
        ANTHROPICS_LINE,
        LINE);
  }

  private static @Nullable String ofBedrocks(@Nullable String model) {
    String name = model == null ? "" : model.toLowerCase(Locale.ROOT);
    for (int i = 0; i < BEDROCKS.length; i += 2) {
      if (name.contains(BEDROCKS[i])) {
        return BEDROCKS[i + 1];
      }
    }
    return null;
  }

  private static boolean isOpenAi(@Nullable String vendor) {
    return "openai".equals(vendor) || "azure.openai".equals(vendor);
  }

  /**
   * Tells whether a vendor reads a field: many ignore those of other APIs, in which a number is no
   * number.
   *
   * @param within where it stands in its request
   */
  boolean isRead(String within) {
    if (!lines && (OPTIONS.equals(object) || PARAMETERS.equals(object))) {
      return within.startsWith(object + '.');
    }
    return !chat || within.equals(LIMIT) || within.equals(COMPLETION);
  }

  boolean isRequest(String path) {
    for (String request : requests) {
      if (path.equals(request)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether what a request is for is known only when its line ends. */
  boolean isLater(String path) {
    return lines && path.equals(LINE);
  }

  /** Tells whether a path is that of the object in a request that holds the field. */
  boolean isObject(String path) {
    if (object == null || (lines && !path.startsWith(GOOGLES_LINE))) {
      return false;
    }
    int dot = path.lastIndexOf('.');
    String name = path.substring(dot + 1);
    boolean same =
        name.equals(object) || (object.equals(GOOGLES) && name.equals("generation_config"));
    return same && isRequest(dot < 0 ? "" : path.substring(0, dot));
  }

  /** Returns what stands in the object that holds the field. */
  String member(long most) {
    return '"' + field + "\":" + most;
  }

  /**
   * Returns what a request must hold, as JSON; null when that isn't known.
   *
   * @param url what a request in a file is for, or where it stands in its line; null when nobody
   *     says
   * @param hasMessages whether messages were seen in it
   */
  @Nullable String wholeMember(long most, @Nullable String url, boolean hasMessages) {
    if (lines) {
      String own = ofLine(url, hasMessages);
      return own == null ? null : '"' + own + "\":" + (own.equals(GOOGLES) ? inner(most) : most);
    }
    if (field == null) {
      return null;
    }
    return object == null ? member(most) : '"' + object + "\":{" + member(most) + '}';
  }

  private String inner(long most) {
    return '{' + member(most) + '}';
  }

  private @Nullable String ofLine(@Nullable String url, boolean hasMessages) {
    if (url == null) {
      return hasMessages && "mistral_ai".equals(vendor) ? LIMIT : null;
    }
    if (url.equals(GOOGLES_LINE) || url.equals(ANTHROPICS_LINE)) {
      String own = url.equals(GOOGLES_LINE) ? GOOGLES : LIMIT;
      return hasMessages ? own : null;
    }
    if (url.endsWith("/chat/completions")) {
      return isOpenAi(vendor) ? COMPLETION : LIMIT;
    }
    if (url.endsWith("/responses")) {
      return OUTPUT;
    }
    return url.endsWith("/completions") ? LIMIT : null;
  }

  /** Tells whether a request is one for an answer of some length. */
  boolean isWriting(@Nullable String url, boolean hasMessages) {
    return !lines || (url == null && hasMessages);
  }
}
