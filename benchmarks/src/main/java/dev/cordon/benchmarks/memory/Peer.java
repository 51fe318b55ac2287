package dev.cordon.benchmarks.memory;

import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection: answers each request (RFC 9112) with the same few bytes, and sends
 * each frame of a WebSocket (RFC 6455) back. Thread-safe.
 */
final class Peer {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}"
          .getBytes(StandardCharsets.US_ASCII);
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MASK = 4;

  private final Runnable readable;
  private byte[] asked = new byte[1 << 12];
  private int askedEnd;
  private byte[] said = new byte[1 << 12];
  private int saidFrom;
  private int saidEnd;
  private boolean isSocket;
  private boolean isClosed;

  /**
   * Makes a peer.
   *
   * @param readable runs when there is something to read, on the thread that wrote
   */
  Peer(Runnable readable) {
    this.readable = readable;
  }

  int write(ByteBuffer from) {
    int count = from.remaining();
    synchronized (this) {
      asked = roomFor(asked, askedEnd, count);
      from.get(asked, askedEnd, count);
      askedEnd += count;
      for (int used = take(); used > 0; used = take()) {
        System.arraycopy(asked, used, asked, 0, askedEnd - used);
        askedEnd -= used;
      }
      if (saidFrom == saidEnd) {
        return count;
      }
      notifyAll();
    }
    readable.run();
    return count;
  }

  synchronized boolean isReadable() {
    return saidFrom < saidEnd || isClosed;
  }

  /** Returns how many bytes were read; 0 when there are none, -1 at the end. */
  synchronized int read(ByteBuffer to) {
    int count = Math.min(to.remaining(), saidEnd - saidFrom);
    if (count == 0) {
      return isClosed ? -1 : 0;
    }
    to.put(said, saidFrom, count);
    saidFrom += count;
    if (saidFrom == saidEnd) {
      saidFrom = 0;
      saidEnd = 0;
    }
    return count;
  }

  /** Does the same, but waits for a byte; 0 milliseconds are for ever. */
  synchronized int await(ByteBuffer to, int millis) throws SocketTimeoutException {
    try {
      if (!isReadable()) {
        wait(millis);
      }
      while (!isReadable() && millis == 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isReadable()) {
      throw new SocketTimeoutException("Read timed out");
    }
    return read(to);
  }

  void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    readable.run();
  }

  /** Answers what has come whole; returns its length, 0 for nothing. */
  private int take() {
    return isSocket ? frame() : request();
  }

  private int request() {
    int end = 0;
    while (end + 3 < askedEnd && !(asked[end] == '\r' && asked[end + 2] == '\r')) {
      end++;
    }
    end += 4;
    if (end > askedEnd) {
      return 0;
    }
    String head = new String(asked, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    String length = header(head, "content-length");
    if (length != null) {
      end += Integer.parseInt(length);
    } else if (header(head, "transfer-encoding") != null) {
      while (end + 4 < askedEnd && !(asked[end - 1] == '\n' && asked[end] == '0')) {
        end++;
      }
      end += 5;
    }
    if (end > askedEnd) {
      return 0;
    }
    isSocket = "websocket".equals(header(head, "upgrade"));
    say(isSocket ? accepted() : ANSWER);
    return end;
  }

  private static @Nullable String header(String head, String name) {
    int at = head.indexOf("\r\n" + name + ":");
    return at < 0
        ? null
        : head.substring(at + name.length() + 3, head.indexOf('\r', at + 2)).trim();
  }

  private byte[] accepted() {
    String head = new String(asked, 0, askedEnd, StandardCharsets.ISO_8859_1);
    int at = head.toLowerCase(Locale.ROOT).indexOf("sec-websocket-key:") + 18;
    String key = head.substring(at, head.indexOf('\r', at)).trim() + SALT;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII));
      return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a frame back; all of them are short. */
  private int frame() {
    if (askedEnd < 2 + MASK) {
      return 0;
    }
    int length = asked[1] & 0x7f;
    int body = 2 + MASK;
    if (askedEnd < body + length) {
      return 0;
    }
    for (int i = 0; i < length; i++) {
      asked[body + i] ^= asked[2 + i % MASK];
    }
    say(new byte[] {asked[0], (byte) length});
    say(Arrays.copyOfRange(asked, body, body + length));
    return body + length;
  }

  private void say(byte[] from) {
    int count = from.length;
    said = roomFor(said, saidEnd, count);
    System.arraycopy(from, 0, said, saidEnd, count);
    saidEnd += count;
  }

  private static byte[] roomFor(byte[] array, int used, int more) {
    return used + more <= array.length ? array : Arrays.copyOf(array, 2 * (used + more));
  }
}
