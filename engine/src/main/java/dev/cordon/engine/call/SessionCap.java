package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.UrlPath;
import dev.cordon.engine.wire.json.JsonWalk;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of one of OpenAI's realtime sessions say how long an answer may be: what a
 * session said holds for all answers, so it is set once. Used by one thread at a time.
 */
final class SessionCap implements JsonWalk.Visitor {
  private static final String OUTPUT = "max_output_tokens";
  private static final String BETAS_OUTPUT = "max_response_output_tokens";
  private static final String SESSION = "session";
  private static final String RESPONSE = "response";
  private static final String CREATE = "response.create";
  private static final String UPDATE = "session.update";

  /** What a session is that only writes down what is said. */
  private static final String TRANSCRIPTION = "transcription";

  private final String ofSession;

  /** Whether a whole session is made by a request, and not by messages. */
  private final boolean made;

  /** Whether the request is the session. */
  private final boolean bare;

  private @Nullable String type;
  private boolean transcribes;

  /** Whether a session is said to be something else as well. */
  private boolean talks;

  private boolean held;

  /** Whether the session says a number. */
  private boolean capped;

  SessionCap(RequestHead head) {
    String path = UrlPath.normal(head.path()).toLowerCase(Locale.ROOT);
    String flags =
        head.headers().first("openai-beta") + " " + head.headers().first("sec-websocket-protocol");
    this.bare = path.endsWith("/realtime/sessions");
    this.made = head.method().equals("POST");
    boolean beta = bare || path.endsWith("/openai/realtime") || flags.matches(".*realtime[=-]v1.*");
    this.ofSession = beta ? BETAS_OUTPUT : OUTPUT;
  }

  /** Begins a message: what it is may stand behind what it holds. */
  void read(byte[] json) {
    type = null;
    transcribes = false;
    talks = false;
    held = false;
    JsonWalk.edit(json, false, this);
  }

  @Override
  public boolean wants(String path) {
    return path.equals("type") || path.equals("session.type");
  }

  @Override
  public void string(String path, String text, int key, int from, int to, Edits edits) {
    if (path.equals("type")) {
      type = text;
    } else {
      transcribes |= text.startsWith(TRANSCRIPTION);
      talks |= !text.startsWith(TRANSCRIPTION);
    }
  }

  /**
   * Returns the field that an object which ends lacks; null for none.
   *
   * @param path where it stands
   * @param said whether the message says a number
   */
  @Nullable String fieldIn(String path, boolean said) {
    if (path.equals(SESSION)) {
      if (CREATE.equals(type)) {
        return null; // such a message has none
      }
      held = true;
      return inSession(said);
    }
    if (!path.equals(RESPONSE)) {
      return null;
    }
    held = true;
    return said || capped ? null : OUTPUT;
  }

  private @Nullable String inSession(boolean said) {
    boolean before = capped;
    capped |= !transcribes() && (made || UPDATE.equals(type));
    return said || before || transcribes() ? null : ofSession;
  }

  private boolean transcribes() {
    return (type != null && type.startsWith(TRANSCRIPTION)) || (transcribes && !talks);
  }

  /** Returns what a message lacks that holds neither a session nor an answer; null for nothing. */
  @Nullable String around(boolean said, long most) {
    boolean asks = CREATE.equals(type);
    if (held || said || capped || (!asks && transcribes())) {
      return null;
    }
    if (made) {
      return bare
          ? '"' + ofSession + "\":" + most
          : "\"session\":{\"type\":\"realtime\",\"" + OUTPUT + "\":" + most + '}';
    }
    return asks ? "\"response\":{\"" + OUTPUT + "\":" + most + '}' : null;
  }

  /** Tells whether a message lets answers begin though the session says no number. */
  boolean isOpen() {
    return !capped && type != null && type.startsWith("input_audio_buffer.");
  }
}
