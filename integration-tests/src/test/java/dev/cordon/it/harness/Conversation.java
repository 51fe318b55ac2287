package dev.cordon.it.harness;

import dev.cordon.testing.Await;
import java.util.ArrayList;
import java.util.List;

/**
 * What one scenario says to the server and is answered: its own path prefix, its own script, its
 * own record. The script's last answer repeats. Thread-safe.
 */
public final class Conversation {
  private final String origin;
  private final String prefix;
  private final List<Answer> script;
  private final List<Received> received = new ArrayList<>();

  Conversation(String origin, String prefix, List<Answer> script) {
    this.origin = origin;
    this.prefix = prefix;
    this.script = script;
  }

  /** Returns the URL that ends with the conversation's prefix, without a slash. */
  public String url() {
    return origin + prefix;
  }

  /** Returns the base URL that an OpenAI client is given. */
  public String baseUrl() {
    return url() + "/v1";
  }

  /** Returns all requests so far. */
  public synchronized List<Received> requests() {
    return List.copyOf(received);
  }

  /** Returns the only request. */
  public Received only() {
    List<Received> all = requests();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " requests came, not one");
    }
    return all.get(0);
  }

  /** Waits until so many requests came. */
  public List<Received> await(int count) {
    Await.until(
        () -> requests().size() + " requests came, not " + count, () -> requests().size() >= count);
    return requests();
  }

  synchronized Answer take(Received request) {
    Answer answer = script.get(Math.min(received.size(), script.size() - 1));
    received.add(request);
    return answer;
  }
}
