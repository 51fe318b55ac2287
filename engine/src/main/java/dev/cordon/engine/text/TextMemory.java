package dev.cordon.engine.text;

import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a text's earlier part when it comes in pieces. One a text that is read,
 * used again for the next one. Not thread-safe.
 */
public final class TextMemory {
  private TextKind kind = TextKind.UNKNOWN;
  private String key = "";
  private long before;
  private @Nullable Object state;
  private int others;

  /** Makes the memory of a text that nothing is known of. */
  public TextMemory() {}

  /** Begins another text. */
  public void begin(TextKind newKind, String newKey) {
    kind = newKind;
    key = newKey;
    before = 0;
    state = null;
    others = 0;
  }

  /** Returns the JSON key that the text stands under; empty when there is none. */
  public String key() {
    return key;
  }

  /** Returns what the text is for. */
  public TextKind kind() {
    return kind;
  }

  /**
   * Returns a byte that was answered for.
   *
   * @param back how many bytes before the text's rest, 1 to 8
   * @return 0 where the text had not begun
   */
  public byte before(int back) {
    return (byte) (before >>> (8 * (back - 1)));
  }

  /** Takes note of the bytes that are answered for: the last of them are remembered. */
  public void pass(byte[] text, int from, int to) {
    for (int i = Math.max(from, to - 8); i < to; i++) {
      before = before << 8 | (text[i] & 0xFF);
    }
  }

  /** Returns what a reader remembers beside the last bytes; null for nothing. */
  public @Nullable Object state() {
    return state;
  }

  /** Sets what a reader remembers beside the last bytes; null for nothing. */
  public void state(@Nullable Object value) {
    this.state = value;
  }

  /** Counts a replacement that puts no value back. */
  public void countOther() {
    others++;
  }

  /** Returns how many replacements put no value back since it was asked last. */
  public int takeOthers() {
    int taken = others;
    others = 0;
    return taken;
  }
}
