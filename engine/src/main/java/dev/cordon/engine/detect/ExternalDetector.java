package dev.cordon.engine.detect;

import java.util.Map;

/**
 * A detector of the user's own, such as a language model that recognises names. Found with {@link
 * java.util.ServiceLoader} and used only if the configuration names it: see {@link
 * ExternalDetectors}. Called by many threads at once, on the thread of the application's AI call,
 * once a text: it answers within the time that a call may wait.
 */
public interface ExternalDetector {
  /** Returns the name that the configuration calls it by. */
  String name();

  /**
   * Takes the settings that the configuration has for it; called once, before {@link #find}.
   *
   * @param settings values by their names, as the user wrote them; empty when there are none
   * @throws IllegalArgumentException if one is wrong or a file of it can't be read; the message,
   *     which names the setting and holds nothing secret, is shown to the user
   */
  default void configure(Map<String, String> settings) {}

  /**
   * Looks at one text. What it throws is contained: the text then has the findings made so far and
   * those of the built-in detectors.
   *
   * @param utf8 the text, a copy; digits, blanks and dashes of all scripts are already plain ASCII
   * @param key the JSON key or label that the text stands under, empty when there is none
   * @param into takes the findings
   * @throws Exception if it can't look at the text
   */
  void find(byte[] utf8, String key, Spans into) throws Exception;

  /** Takes what an {@link ExternalDetector} finds. Valid during the call. */
  interface Spans {
    /**
     * Reports a finding. One that does not lie inside the text is dropped.
     *
     * @param type a built-in type such as {@code person_name}, or an identifier of its own such as
     *     {@code custom.project_name}
     * @param start the first byte in the text
     * @param end the byte after the last one
     * @param confidence 1 to 100; policies act on 50 and more by default
     */
    void found(String type, int start, int end, int confidence);
  }
}
