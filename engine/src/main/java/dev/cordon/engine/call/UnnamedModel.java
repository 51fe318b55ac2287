package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.text.UrlPath;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request leaves the choice of the model to the vendor, in an API whose requests
 * name one. A stored object, such as a prompt, may name it in the request's place. Used by one
 * thread at a time.
 */
final class UnnamedModel {
  /** The other formats name it in their URL, have it from earlier, or know none. */
  private static final Set<String> FORMATS =
      set(
          "openai.chat",
          "openai.responses",
          "openai.input_tokens",
          "openai.completions",
          "openai.embeddings",
          "openai.moderations",
          "openai.images",
          "openai.speech",
          "openai.transcriptions",
          "openai.fine_tuning",
          "openai.runs",
          "mistral.fim",
          "mistral.ocr",
          "anthropic.messages",
          "anthropic.count_tokens",
          "anthropic.complete",
          "gemini.caches",
          "cohere.chat",
          "cohere.chat_v1",
          "cohere.embed",
          "cohere.rerank",
          "ollama.chat",
          "ollama.generate",
          "ollama.embed",
          "watsonx.chat",
          "watsonx.generation",
          "watsonx.embeddings",
          "dashscope.generation",
          "dashscope.embeddings",
          "dashscope.rerank",
          "replicate.predictions");

  private static final String REALTIME = "openai.realtime";
  private static final String LIVE = "gemini.live";
  private static final String RESPONSES = "openai.responses";
  private static final String ASSISTANTS = "openai.assistants";

  /** Where a request names the model that answers, and not one for something beside. */
  private static final Set<String> PLACES = set("model", "model_id", "modelId");

  /** Where one of OpenAI's sessions does. */
  private static final Set<String> SESSIONS = set("session.model", "response.model");

  /** What a session is that only writes down what is said. */
  private static final String TRANSCRIPTION = "transcription";

  /** What a form calls the use of a file, and what it is for a batch's. */
  private static final String PURPOSE = "purpose";

  private static final String BATCH = "batch";
  private static final String BATCH_ENTRY = "requests[].params";
  private static final String LINE_ENTRY = "body";
  private static final String ENDPOINTS = "/endpoints/";

  private final WireFormat format;
  private final boolean openRouter;
  private final boolean replicate;
  private final boolean google;
  private final boolean batches;
  private final boolean stored;
  private final boolean sessions;

  /** Whether what makes a batch names the model of all lines of its file. */
  private final boolean linesNameNone;

  /** Whether a body was seen, and not the beginning of a WebSocket alone. */
  private boolean body;

  private boolean file;
  private boolean named;
  private boolean missing;
  private boolean missingInLine;
  private boolean transcribes;

  /** Whether a session is said to be something else as well. */
  private boolean talks;

  /** Whether a file is said to be a batch's, and to be another one. */
  private boolean forBatch;

  private boolean forOther;

  /** Whether a message on a WebSocket asks for an answer, or sets up the session. */
  private boolean asks;

  UnnamedModel(WireFormat format, @Nullable String vendor) {
    this.format = format;
    this.openRouter = "openrouter".equals(vendor);
    this.google = format.id().startsWith("gemini.") || format.id().startsWith("vertex.");
    this.batches = format.id().equals("anthropic.batches");
    this.replicate = format.id().equals("replicate.predictions");
    this.stored = format.id().startsWith("openai.");
    this.sessions = format.id().equals(REALTIME) || format.id().equals(RESPONSES);
    this.linesNameNone = "mistral_ai".equals(vendor);
  }

  private static Set<String> set(String... texts) {
    return new HashSet<>(Arrays.asList(texts));
  }

  void begin() {
    body = false;
    missing = false;
    missingInLine = false;
    forBatch = false;
    forOther = false;
    next();
  }

  private void next() {
    named = false;
    transcribes = false;
    talks = false;
    asks = false;
  }

  /** Begins JSON. */
  void seen(boolean isFile) {
    body = true;
    file = isFile;
  }

  boolean wants(String path) {
    return path.equals("type")
        || path.equals("session.type")
        || StoredObjects.namesModel(InnerRequests.place(path, file));
  }

  /** Tells whether a place names a version of a model, which names the model. */
  boolean isVersion(String path) {
    return replicate && path.equals("version");
  }

  /** Sees a text of a body. */
  void string(String path, String text) {
    if (path.equals("type")) {
      asks |= text.equals("response.create");
      transcribes |= text.startsWith(TRANSCRIPTION);
    } else if (path.equals("session.type")) {
      transcribes |= text.startsWith(TRANSCRIPTION);
      talks |= !text.startsWith(TRANSCRIPTION);
    } else {
      named |= !text.isEmpty() && names(path);
    }
  }

  private boolean names(String path) {
    return PLACES.contains(path)
        || isVersion(path)
        || (sessions && SESSIONS.contains(path))
        || (format.id().equals(LIVE) && path.equals("setup.model"))
        || (batches && path.equals(BATCH_ENTRY + ".model"))
        || (file && path.equals(LINE_ENTRY + ".model"))
        || (openRouter && path.equals("models[]"))
        || (stored && StoredObjects.namesModel(InnerRequests.place(path, file)));
  }

  /** Tells whether a field of a form is of interest. */
  boolean wantsField(String name) {
    return name.equals(PURPOSE);
  }

  /** Sees a field of a form. */
  void field(String name, String value) {
    body = true;
    named |= name.equals("model") && !value.trim().isEmpty();
    boolean purpose = name.equals(PURPOSE);
    forBatch |= purpose && value.trim().equals(BATCH);
    forOther |= purpose && !value.trim().equals(BATCH);
  }

  /** Sees the end of an object. */
  void closed(String path) {
    asks |= path.equals("setup");
    if (file ? path.equals(LINE_ENTRY) : batches && path.equals(BATCH_ENTRY)) {
      missing |= !file && !named;
      missingInLine |= file && !named && !linesNameNone;
      named = false;
    } else if (path.isEmpty() && !file) {
      end();
    }
  }

  private void end() {
    if (format.id().equals(LIVE)) {
      missing |= asks && !named;
      next();
    }
  }

  /** Returns the model or deployment that a URL's path names, or null. */
  @Nullable String inPath(RequestHead head) {
    String model = WireFormats.modelInPath(head.path());
    if (model != null || !google) {
      return model;
    }
    String path = UrlPath.normal(head.path());
    int at = path.lastIndexOf(ENDPOINTS);
    if (at < 0) {
      return null;
    }
    int end = path.indexOf(':', at);
    return path.substring(at + 1, end < 0 ? path.length() : end);
  }

  /** Tells whether a request whose URL names no model leaves the choice to the vendor. */
  boolean isMissing(RequestHead head) {
    boolean posted = head.method().toUpperCase(Locale.ROOT).equals("POST");
    if (missing || (missingInLine && (forBatch || !forOther))) {
      return true;
    }
    switch (format.id()) {
      case REALTIME:
        return posted ? !named && (!transcribes || talks) : !body && !continues(head);
      case ASSISTANTS:
        return posted && !named && UrlPath.normal(head.path()).endsWith("/assistants");
      case RESPONSES:
        return (posted || asks) && !named;
      default:
        return posted && !named && FORMATS.contains(format.id());
    }
  }

  /** A session that was set up before, or one that writes down what is said, needs no model. */
  private static boolean continues(RequestHead head) {
    String query = head.query() == null ? "" : '&' + head.query();
    String key = String.valueOf(head.headers().first("authorization"));
    String protocols = String.valueOf(head.headers().first("sec-websocket-protocol"));
    return query.contains("&call_id=")
        || query.contains("&intent=" + TRANSCRIPTION)
        || key.startsWith("Bearer ek_")
        || protocols.contains("openai-insecure-api-key.ek_");
  }
}
