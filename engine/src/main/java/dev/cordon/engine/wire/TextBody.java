package dev.cordon.engine.wire;

/** An answer that is one text: JSON, as far as it is JSON, or plain. */
final class TextBody implements AnswerBody {
  private static final byte[] NOTHING = {};

  private final TextLayer text;
  private final RawOutput out;

  TextBody(TextEditor editor, Rule root, FactReader facts, RawOutput out) {
    this.text = new TextLayer(editor, out, new Scratch(), facts, 0);
    this.out = out;
    text.begin(root, "");
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    out.piece(bytes, from, to, true);
    text.feed(bytes, from, to, false);
    out.hold(to);
  }

  @Override
  public void end() {
    out.piece(NOTHING, 0, 0, false);
    text.feed(NOTHING, 0, 0, true);
    out.release();
  }
}
