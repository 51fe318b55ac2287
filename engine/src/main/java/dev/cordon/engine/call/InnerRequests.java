package dev.cordon.engine.call;

import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.json.JsonWalk;

/**
 * Where requests stand within others: sessions, batches and the lines of their files. Stateless.
 */
final class InnerRequests {
  /** Where the calls of tools end in a request of a batch of Google's. */
  private static final int DEEP = 12;

  private static final String[] AROUND = {
    "session.",
    "setup.",
    "response.",
    "requests[].params.",
    "batch.inputConfig.requests.requests[].request.",
    "batch.input_config.requests.requests[].request.",
    "generateContentRequest.",
    "additionalModelRequestFields."
  };

  /** In files OpenAI's, Google's and Anthropic's. */
  private static final String[] IN_FILES = {"body.", "request.", "params."};

  private InnerRequests() {}

  /**
   * Returns a place within the request that it belongs to; in a file that is no batch's, none.
   *
   * @param path the place within the document
   * @param file whether the document is a line of a file
   */
  static String place(String path, boolean file) {
    for (String around : file ? IN_FILES : AROUND) {
      if (path.startsWith(around)) {
        return path.substring(around.length());
      }
    }
    return file ? "" : path;
  }

  /**
   * Returns how deep requests are to be looked into.
   *
   * @param batches whether the format is that of batches
   * @param file whether the document is a line of a file
   */
  static int depth(boolean batches, boolean file) {
    return batches || file ? DEEP : JsonWalk.DEEPEST;
  }

  /** Tells whether a format's documents hold many requests. */
  static boolean isBatches(WireFormat format) {
    return format.id().endsWith(".batches");
  }
}
