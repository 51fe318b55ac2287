package dev.cordon.engine.detect;

/** Finds sensitive spans. Immutable and thread-safe; made once a policy. */
public interface Scanner {
  /**
   * Begins the scan of texts that belong together, such as all texts of one request. What one text
   * teaches (a name) is looked for in the texts after it.
   *
   * @return a session for one thread at a time; cheap
   */
  Session newSession();

  /** The scan of texts that belong together. Not thread-safe. */
  interface Session {
    /**
     * Scans a text once, in time linear in its length whatever it holds. Allocates nothing when
     * nothing is found.
     *
     * @param text holds the text as UTF-8; malformed bytes are skipped, never an error
     * @param from the text's first byte
     * @param to the byte after its last one
     * @param key the JSON key or other label that the text stands under, empty when there is none
     * @param into receives the findings, ascending, without overlap; not cleared before
     */
    void scan(byte[] text, int from, int to, String key, Findings into);

    /** Forgets the texts, as if the session were new: the next ones belong to another request. */
    default void restart() {}
  }
}
