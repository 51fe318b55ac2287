package dev.cordon.engine.mark;

import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextCuts;
import dev.cordon.engine.text.TextMemory;
import org.jspecify.annotations.Nullable;

/** Has marks taken out of an answer before another restorer sees it. Not thread-safe. */
public final class Unmarking implements Restorer {
  private final Restorer inner;
  private final TextCuts cuts;

  /**
   * Makes a restorer.
   *
   * @param inner sees the texts without marks
   * @param key the key that tokens are made with
   */
  public Unmarking(Restorer inner, TokenKey key) {
    this.inner = inner;
    this.cuts = new MarkCuts(key);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public TextCuts cuts() {
    return cuts;
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
  public void withhold(String rule) {
    inner.withhold(rule);
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    return inner.restore(text, from, to, last, edits);
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
    return inner.restore(text, from, to, last, memory, edits);
  }
}
