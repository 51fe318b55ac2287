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
  private long characters;
  private @Nullable Object media;
  private @Nullable Object blocks;

  /** Makes the memory of a text that nothing is known of. */
  public TextMemory() {}

  /** Begins another text. */
  public void begin(TextKind newKind, String newKey) {
    kind = newKind;
    key = newKey;
    before = 0;
    state = null;
    others = 0;
    characters = 0;
    media = null;
    blocks = null;
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

  /** Returns the last eight bytes that were answered for, the last of them lowest. */
  public long tail() {
    return before;
  }

  /** Returns what is known of the blocks in which the text stands; null for nothing. */
  public @Nullable Object blocks() {
    return blocks;
  }

  /** Sets what is known of the blocks in which the text stands. */
  public void blocks(@Nullable Object value) {
    this.blocks = value;
  }

  /** Returns the data URL that has begun; null for none. */
  public @Nullable Object media() {
    return media;
  }

  /** Sets the data URL that has begun; null for none. */
  public void media(@Nullable Object value) {
    this.media = value;
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

  /** Counts characters that went on. */
  public void addCharacters(long more) {
    characters += more;
  }

  /** Returns how many characters went on, as far as they were counted. */
  public long characters() {
    return characters;
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
