package dev.cordon.engine.instruction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What parts the roles in the templates that chats are written into for a model. Sources: the
 * templates that models are published with (ChatML, Llama 2 and 3, Mistral, Gemma, Phi, Alpaca,
 * Vicuna), the XML-like tags that prompt guides advise.
 */
final class Markers {
  /** At a line's begin a marker acts; within a line it may be spoken of. */
  private static final int SPOKEN = 15;

  private static final String[] SPECIAL = {
    "<|im_start|>",
    "<|im_end|>",
    "<|im_sep|>",
    "<|system|>",
    "<|user|>",
    "<|assistant|>",
    "<|end|>",
    "<|eot_id|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|begin_of_text|>",
    "<|endoftext|>",
    "<|end_of_turn|>",
    "<|start|>",
    "<|message|>",
    "<|channel|>",
    "<start_of_turn>",
    "<end_of_turn>",
    "<<sys>>",
    "<</sys>>",
    "[inst]",
    "[/inst]",
    "[system_prompt]",
    "[/system_prompt]",
    "<|start_of_role|>",
    "<|end_of_role|>",
    "<|turn|>"
  };

  /** What follows a marker that is spoken of. */
  private static final String[] SAID = {
    ",", "`", " and ", " or ", " is ", " are ", " marks ", " token", " und ", " ist ", " et ",
    " est "
  };

  private static final String[] TAGS = {
    "<system>",
    "</system>",
    "<system_prompt>",
    "</system_prompt>",
    "<assistant>",
    "</user_input>",
    "</document>",
    "</documents>",
    "</context>",
    "</tool_result>",
    "</function_results>",
    "</untrusted>",
    "<admin>",
    "<system-reminder>",
    "<instructions>"
  };

  private static final String[] HEADINGS = {
    "### system", "### instruction", "### human", "### assistant", "### user", "## system prompt",
    "system:", "human:", "assistant:", "[system]", "[assistant]", "[system message]",
    "system message:", "(system)", "developer:", "--- end of user", "--- end of document",
        "--- end of input",
    "end of user input", "--- begin system", "### response:"
  };

  /** Returns all of them, in small letters. */
  static List<String> all() {
    List<String> all = new ArrayList<>(Arrays.asList(SPECIAL));
    all.addAll(Arrays.asList(TAGS));
    all.addAll(Arrays.asList(HEADINGS));
    return all;
  }

  /** Tells whether a marker may begin with a byte. */
  static boolean mayBegin(byte b) {
    return b == '<' || b == '[' || b == '#' || b == '(';
  }

  /** Which one of them was found last. */
  int number;

  /** How much the last one weighs. */
  int weight;

  /** The byte after it. */
  int end;

  /**
   * Looks for a marker.
   *
   * @param from the text's first byte
   * @param p where one may begin
   * @param to the byte after the text's last one
   * @return whether there is one
   */
  boolean at(byte[] text, int from, int p, int to) {
    int first = text[p];
    if (first == '<' || first == '[') {
      if (any(SPECIAL, text, p, to)) {
        boolean acts = begins(text, from, p) && !isSpoken(text, end, to);
        weight = acts ? 45 : isQuoted(text, from, p) ? 0 : SPOKEN;
        return true;
      }
      if (any(TAGS, text, p, to)) {
        weight = begins(text, from, p) ? 25 : isQuoted(text, from, p) ? 0 : 10;
        return true;
      }
    }
    if (begins(text, from, p) && any(HEADINGS, text, p, to)) {
      weight = first == '#' || first == '[' || first == '(' ? 25 : 20;
      return true;
    }
    return false;
  }

  private boolean any(String[] all, byte[] text, int p, int to) {
    for (int i = 0; i < all.length; i++) {
      if (startsWith(text, p, to, all[i])) {
        number = i + (all == SPECIAL ? 0 : all == TAGS ? 28 : 46);
        end = p + all[i].length();
        return true;
      }
    }
    return false;
  }

  /** Tells whether only white space stands before a place in its line, or another marker. */
  static boolean begins(byte[] text, int from, int p) {
    int i = p;
    while (i > from && (text[i - 1] == ' ' || text[i - 1] == '\t')) {
      i--;
    }
    if (i == from || text[i - 1] == '\n' || text[i - 1] == '\r') {
      return true;
    }
    return text[i - 1] == '>' || (i == p && text[i - 1] == ']');
  }

  /** Tells whether a sentence about a marker goes on behind it. */
  private static boolean isSpoken(byte[] text, int end, int to) {
    boolean spoken = false;
    for (String word : SAID) {
      spoken |= startsWith(text, end, to, word);
    }
    return spoken;
  }

  private static boolean isQuoted(byte[] text, int from, int p) {
    int before = p > from ? text[p - 1] : 0;
    return before == '"' || before == '\'' || before == '`';
  }

  private static boolean startsWith(byte[] text, int p, int to, String word) {
    if (p + word.length() > to) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      int b = text[p + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
