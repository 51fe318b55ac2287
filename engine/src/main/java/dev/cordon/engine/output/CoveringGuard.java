package dev.cordon.engine.output;

import dev.cordon.engine.policy.CanaryAction;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextMemory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Covers parts of an answer's texts before another restorer sees the rest. Serves one answer; not
 * thread-safe.
 */
public abstract class CoveringGuard implements Restorer {
  /** Stands where a part is taken out and nothing is said of it. */
  protected static final byte[] NOTHING = {};

  private final Restorer inner;
  private final CanaryAction action;
  private final String rule;
  private final byte[] withheld;
  private final Edits found = new Edits();

  /**
   * Makes a guard.
   *
   * @param inner sees what is not covered
   * @param action what becomes of what is found
   * @param rule policy's key, which stands in the place of what is covered
   */
  protected CoveringGuard(Restorer inner, CanaryAction action, String rule) {
    this.inner = inner;
    this.action = action;
    this.rule = rule;
    this.withheld = ("[withheld: " + rule + "]").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Looks into a text, and calls {@link #found} for each part to cover, in order.
   *
   * @return where the text is held back from; {@code to} when nothing is
   */
  protected abstract int find(byte[] text, int from, int to, boolean last, TextMemory memory);

  /**
   * Takes note that a part is dealt with.
   *
   * @param index how many were found before it in this text
   */
  protected abstract void count(int index, CanaryAction what, TextMemory memory);

  /** Adds a part to cover. */
  protected final void found(int from, int to) {
    found.add(from, to, NOTHING);
  }

  /** Returns where the last part ends that was found; {@code otherwise} when none was. */
  protected final int lastEnd(int otherwise) {
    return found.isEmpty() ? otherwise : found.end(found.size() - 1);
  }

  @Override
  public boolean isEmpty() {
    return action == CanaryAction.REPORT && inner.isEmpty();
  }

  @Override
  public @Nullable String stopped() {
    return inner.stopped();
  }

  @Override
  public void ended() {
    inner.ended();
  }

  @Override
  public void withhold(String by) {
    inner.withhold(by);
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    return restore(text, from, to, last, new TextMemory(), edits);
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
    if (inner.stopped() != null) {
      return inner.restore(text, from, to, last, memory, edits);
    }
    found.clear();
    int hold = find(text, from, to, last, memory);
    if (action == CanaryAction.REPORT) {
      hold = inner.restore(text, from, hold, last && hold == to, memory, edits);
      for (int i = 0; i < found.size() && found.start(i) < hold; i++) {
        count(i, action, memory); // what is held back is found again
      }
      return hold;
    }
    int at = from;
    for (int i = 0; i < found.size(); i++) {
      // A link or a token that has begun before it ends there, too.
      inner.restore(text, at, found.start(i), true, memory, edits);
      at = found.end(i);
      memory.countOther();
      count(i, action, memory);
      if (action == CanaryAction.BLOCK) {
        edits.add(found.start(i), to, withheld);
        inner.withhold(rule);
        return to;
      }
      edits.add(found.start(i), at, withheld);
    }
    return at == hold && at > from
        ? hold
        : inner.restore(text, at, hold, last && hold == to, memory, edits);
  }
}
