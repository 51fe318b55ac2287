package dev.cordon.engine.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.wire.WireFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a request may ask an answer to have: in requests, in those within batches and in
 * what sets up a session. Used by one thread at a time.
 */
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

  private final long most;
  private final CapPlace place;
  private final boolean file;
  private final @Nullable SessionCap session;

  /** What has messages is a request for an answer, and not one for vectors. */
  private boolean writes;

  private boolean said;
  private boolean inserted;
  private boolean missing;
  private boolean missingInBatch;

  /**
   * Makes a cap.
   *
   * @param most how many; 0 for any number
   */
  OutputCap(long most, WireFormat format, RequestHead head, @Nullable String vendor) {
    this(
        most,
        CapPlace.of(format, head, vendor),
        false,
        most > 0 && format.id().equals("openai.realtime") ? new SessionCap(head) : null);
  }

  private OutputCap(long most, CapPlace place, boolean file, @Nullable SessionCap session) {
    this.most = most;
    this.place = place;
    this.file = file;
    this.session = session;
  }

  /** Returns a cap for the lines of a batch's file. */
  OutputCap ofFile(@Nullable String vendor) {
    return new OutputCap(most, CapPlace.ofLines(vendor), true, null);
  }

  void begin() {
    missing = false;
    missingInBatch = false;
    next();
  }

  private void next() {
    said = false;
    inserted = false;
    writes = false;
  }

  /** Begins a document. */
  void read(byte[] json) {
    next();
    if (session != null) {
      session.read(json);
    }
  }

  boolean wants(String within) {
    return most > 0 && FIELDS.contains(within);
  }

  /**
   * Returns what stands in the place of a value; null when it stays.
   *
   * @param within where it stands in its request
   */
  byte @Nullable [] instead(String within, String value) {
    said |= place.isRead(within);
    boolean fits;
    try {
      double asked = Double.parseDouble(value);
      fits = asked >= 0 && asked <= most;
    } catch (NumberFormatException none) {
      fits = false; // null, "inf"
    }
    return fits ? null : Long.toString(most).getBytes(US_ASCII);
  }

  /**
   * Returns what an object that ends must hold besides, as JSON; null for nothing.
   *
   * @param path where it stands; empty for the document
   */
  @Nullable String missingIn(String path) {
    if (most == 0) {
      return null;
    }
    if (session != null) {
      String field = session.fieldIn(path, said);
      return path.isEmpty()
          ? session.around(said, most)
          : field == null ? null : '"' + field + "\":" + most;
    }
    writes |= path.endsWith("messages[]") || path.endsWith("contents[]");
    if (place.isObject(path)) {
      boolean here = !said;
      inserted |= here;
      return here ? place.member(most) : null;
    }
    return place.isRequest(path) && !place.isLater(path) ? atEnd(file ? path : null) : null;
  }

  /**
   * Returns what the request in a line of a file must hold besides, as JSON; null for nothing.
   *
   * @param url what the request is for, null when the line doesn't say
   */
  @Nullable String missingInLine(@Nullable String url) {
    return most == 0 ? null : atEnd(url);
  }

  private @Nullable String atEnd(@Nullable String url) {
    boolean asked = said || inserted;
    boolean writing = writes;
    next();
    if (asked) {
      return null;
    }
    String member = place.wholeMember(most, url, writing);
    boolean unsaid = member == null && place.isWriting(url, writing);
    missing |= unsaid;
    missingInBatch |= unsaid && file;
    return member;
  }

  /** Tells whether a request says no number and can't be made to. */
  boolean isMissing() {
    return missing;
  }

  /** Tells whether one in a line of a file does. */
  boolean isMissingInBatch() {
    return missingInBatch;
  }

  /** Tells whether the session's answers begin without a number. */
  boolean isSessionOpen() {
    return session != null && session.isOpen();
  }
}
