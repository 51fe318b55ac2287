package dev.cordon.instrumentation.netty;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a client's streams on the wire. They must begin in increasing order (RFC 9113,
 * 5.1.1), but a stream that is held may be overtaken by others. It is then begun under the next
 * free number, and so is every later one; the client never learns. As long as nothing was
 * overtaken, the numbers are the client's. Used by the channel's event loop.
 */
final class WireIds {
  private final Http2Connection connection;

  /** The client's numbers of streams that it began, and that are held. */
  private final Set<Integer> held = new HashSet<>();

  private @Nullable Map<Integer, Integer> toWire;
  private final Map<Integer, Integer> toClient = new HashMap<>();

  /** The highest number on the wire. */
  private int last;

  /** The client's highest number. */
  private int highest;

  /** One of the client's streams that is closed: it stands for all of them. */
  private int closed = Integer.MAX_VALUE;

  /**
   * Makes the numbers.
   *
   * @param connection whose streams they are
   * @param last the highest number that may be on the wire already
   */
  WireIds(Http2Connection connection, int last) {
    this.connection = connection;
    this.last = last;
  }

  /** A client's own streams have odd numbers. */
  private static boolean isOwn(int stream) {
    return (stream & 1) == 1;
  }

  /** Remembers that a stream is not on the wire yet. */
  void hold(int stream) {
    held.add(stream);
    highest = Math.max(highest, stream);
  }

  /** Tells whether a stream is not on the wire yet. */
  boolean isHeld(int stream) {
    return held.contains(stream);
  }

  /** Returns the number under which HEADERS are written; those of a new stream take one. */
  int forHeaders(int stream) throws Http2Exception {
    if (!isOwn(stream)) {
      return stream;
    }
    Map<Integer, Integer> numbers = toWire;
    if (numbers == null && (stream > last || !held.contains(stream))) {
      held.remove(stream);
      last = Math.max(last, stream);
      highest = Math.max(highest, stream);
      return stream;
    }
    Integer known = numbers == null ? null : numbers.get(stream);
    return known == null ? begin(stream) : known;
  }

  private int begin(int stream) throws Http2Exception {
    Map<Integer, Integer> numbers = toWire;
    if (numbers == null) {
      numbers = new HashMap<>();
      toWire = numbers;
      connection.forEachActiveStream(this::keepsItsNumber);
    }
    held.remove(stream);
    highest = Math.max(highest, stream);
    last += 2;
    numbers.put(stream, last);
    toClient.put(last, stream);
    return last;
  }

  /** Those that clients made and didn't write to yet have none. */
  private boolean keepsItsNumber(Http2Stream stream) {
    Map<Integer, Integer> numbers = toWire;
    int number = stream.id();
    if (numbers != null && isOwn(number) && number <= last && !held.contains(number)) {
      numbers.put(number, number);
      toClient.put(number, number);
    }
    return true;
  }

  /** Returns a stream's number on the wire; negative when the peer doesn't know it. */
  int out(int stream) {
    if (held.contains(stream)) {
      return -1;
    }
    Map<Integer, Integer> numbers = toWire;
    if (!isOwn(stream)) {
      return stream;
    }
    if (numbers == null) {
      return stream > last ? -1 : stream; // refused, and closed since
    }
    Integer number = numbers.get(stream);
    return number == null ? -1 : number;
  }

  /** Returns the client's number of what the peer names; that of a closed stream for any such. */
  int in(int number) {
    if (toWire == null || !isOwn(number)) {
      return number;
    }
    Integer stream = toClient.get(number);
    return stream != null ? stream : number <= last ? closed : Integer.MAX_VALUE;
  }

  /** Forgets a stream that is closed. */
  void remove(int stream) {
    if (!isOwn(stream)) {
      return;
    }
    held.remove(stream);
    closed = stream;
    Integer number = toWire == null ? null : toWire.remove(stream);
    if (number != null) {
      toClient.remove(number);
    }
  }

  /** Returns the client's last stream that a peer which goes away may have seen. */
  int lastSeen(int number) {
    Map<Integer, Integer> numbers = toWire;
    if (numbers == null) {
      return number;
    }
    if (number >= last) {
      return Math.max(number, highest);
    }
    int seen = 0;
    for (Map.Entry<Integer, Integer> entry : numbers.entrySet()) {
      seen = entry.getValue() <= number ? Math.max(seen, entry.getKey()) : seen;
    }
    return seen;
  }

  /** Returns the client's streams that a peer which goes away will never answer. */
  List<Integer> lost(int number) {
    List<Integer> lost = new ArrayList<>();
    Map<Integer, Integer> numbers = toWire;
    for (int stream : held) {
      int next = numbers == null && stream > last ? stream : last + 2;
      if (next > number) {
        lost.add(stream);
      }
    }
    if (numbers != null) {
      for (Map.Entry<Integer, Integer> entry : numbers.entrySet()) {
        if (entry.getValue() > number) {
          lost.add(entry.getKey());
        }
      }
    }
    return lost;
  }
}
