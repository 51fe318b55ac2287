package dev.cordon.engine.text;

/**
 * Looks at texts beside another visitor, which hears of all that it does: who wrote a text, and
 * under which keys it stands. Not thread-safe.
 */
public abstract class WrappedVisitor implements TextVisitor {
  /** Sees every text as well. */
  protected TextVisitor inner;

  /** Who wrote the text that comes next. */
  protected Origin origin = Origin.USER;

  /**
   * Makes a visitor.
   *
   * @param inner sees every text as well
   */
  protected WrappedVisitor(TextVisitor inner) {
    this.inner = inner;
  }

  @Override
  public final void from(Origin newOrigin) {
    origin = newOrigin;
    inner.from(newOrigin);
  }

  @Override
  public void joined(JoinedText next) {
    inner.joined(next);
  }

  @Override
  public final boolean enter(String key) {
    return inner.enter(key);
  }

  @Override
  public final void leave() {
    inner.leave();
  }

  @Override
  public void aside(byte[] text, int from, int to) {
    inner.aside(text, from, to);
  }
}
