package dev.cordon.engine.wire.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A hash of what a JSON value says, whatever the order of its keys and of its arrays, its white
 * space and its escapes: the hash of an object is one of its members' hashes, so that neither depth
 * nor long keys cost more than their bytes. Used for one value.
 */
public final class JsonFingerprint {
  private final MessageDigest sha = sha256();

  /** What opened each object and array that is open: its kind and its key. */
  private final List<String> heads = new ArrayList<>();

  /** By depth the hashes of the members so far, a byte a character; the value's own at 0. */
  private final List<List<String>> members = new ArrayList<>();

  private final Set<String> without;

  private JsonFingerprint(Set<String> without) {
    this.without = without;
    members.add(new ArrayList<>());
  }

  /**
   * Returns SHA-256 of a value.
   *
   * @param json holds the value as UTF-8
   * @param from its first byte
   * @param to the byte after its last one
   * @param without keys of the value itself that don't count; deeper ones of these names do
   */
  public static byte[] of(byte[] json, int from, int to, Set<String> without) {
    return new JsonFingerprint(without).of(Arrays.copyOfRange(json, from, to));
  }

  private byte[] of(byte[] value) {
    JsonLexer lexer = new JsonLexer();
    lexer.piece(0);
    String key = "";
    for (int event = lexer.next(value, value.length);
        event != JsonLexer.MORE && event != JsonLexer.ERROR;
        event = lexer.next(value, value.length)) {
      if (event == JsonLexer.KEY) {
        key = JsonStrings.text(value, lexer.tokenStart(), lexer.tokenEnd());
        continue;
      }
      if (event == JsonLexer.OPEN_OBJECT || event == JsonLexer.OPEN_ARRAY) {
        heads.add((event == JsonLexer.OPEN_ARRAY ? '[' : '{') + key);
        members.add(new ArrayList<>());
      } else if (event == JsonLexer.CLOSE) {
        close();
      } else {
        String text = JsonStrings.text(value, lexer.tokenStart(), lexer.tokenEnd());
        say((event == JsonLexer.STRING ? '"' : ' ') + key, utf8(text));
      }
      key = "";
    }
    while (!heads.isEmpty()) {
      close();
    }
    return sha.digest(bytes(members.get(0)));
  }

  private void close() {
    List<String> said = members.remove(heads.size());
    Collections.sort(said);
    say(heads.remove(heads.size() - 1), bytes(said));
  }

  /** Takes a member of what is open: its kind and key, and what it says. */
  private void say(String head, byte[] text) {
    if (heads.size() == 1 && without.contains(head.substring(1))) {
      return;
    }
    byte[] name = utf8(head);
    sha.update(ByteBuffer.allocate(4).putInt(name.length).array()); // no key runs into its value
    sha.update(name);
    String hash = new String(sha.digest(text), StandardCharsets.ISO_8859_1);
    members.get(heads.size()).add(hash);
  }

  private static byte[] bytes(List<String> hashes) {
    return String.join("", hashes).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
