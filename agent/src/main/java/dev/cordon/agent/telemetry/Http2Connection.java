package dev.cordon.agent.telemetry;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * As much of HTTP/2 (RFC 9113) as one call needs: it writes, within the peer's flow control, then
 * reads until the stream's trailers. For one thread.
 */
final class Http2Connection {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 32;

  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int LARGEST_FRAME = 16_384;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();
  private final StatusReader status = new StatusReader();
  private long connectionWindow = 65_535;
  private long streamWindow = 65_535;
  private long initialWindow = 65_535;
  private boolean settled;
  private boolean ended;
  private boolean endsWithBlock;

  Http2Connection(InputStream in, OutputStream out) {
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = new DataOutputStream(new BufferedOutputStream(out));
  }

  /** Says that HTTP/2 is spoken, without a table for the answer's fields and without pushes. */
  void begin() throws IOException {
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(12, SETTINGS, 0, 0);
    out.writeShort(1); // SETTINGS_HEADER_TABLE_SIZE
    out.writeInt(0);
    out.writeShort(2); // SETTINGS_ENABLE_PUSH
    out.writeInt(0);
  }

  void headers(int stream, byte[] fields) throws IOException {
    for (int at = 0; at == 0 || at < fields.length; at += LARGEST_FRAME) {
      int length = Math.min(LARGEST_FRAME, fields.length - at);
      boolean last = at + length == fields.length;
      frame(length, at == 0 ? HEADERS : CONTINUATION, last ? END_HEADERS : 0, stream);
      out.write(fields, at, length);
    }
  }

  /** Sends all of a message as soon as the peer takes it, and ends the stream from our side. */
  void data(int stream, byte[] message) throws IOException {
    int at = 0;
    while (at < message.length && !ended) {
      long window = Math.min(connectionWindow, streamWindow);
      if (window <= 0) {
        out.flush();
        read(stream);
        continue;
      }
      int length = (int) Math.min(Math.min(window, LARGEST_FRAME), message.length - at);
      boolean last = at + length == message.length;
      frame(length, DATA, last ? END_STREAM : 0, stream);
      out.write(message, at, length);
      at += length;
      connectionWindow -= length;
      streamWindow -= length;
    }
    out.flush();
  }

  /** Waits for the stream's end and returns the status of gRPC. */
  int awaitStatus(int stream) throws IOException {
    while (!ended) {
      read(stream);
    }
    return status.code();
  }

  void goAway() throws IOException {
    frame(8, GOAWAY, 0, 0);
    out.writeInt(0);
    out.writeInt(0);
    out.flush();
  }

  private void frame(int length, int type, int flags, int stream) throws IOException {
    out.writeInt(length << 8 | type);
    out.writeByte(flags);
    out.writeInt(stream);
  }

  private void read(int stream) throws IOException {
    int head = in.readInt();
    int length = head >>> 8;
    int type = head & 255;
    int flags = in.readUnsignedByte();
    int on = in.readInt() & Integer.MAX_VALUE;
    if (length > LARGEST_FRAME || (!settled && type != SETTINGS)) {
      throw new IOException("not HTTP/2");
    }
    settled = true;
    byte[] payload = new byte[length];
    in.readFully(payload);
    switch (type) {
      case SETTINGS:
        settings(payload, flags);
        break;
      case PING:
        ping(payload, flags);
        break;
      case WINDOW_UPDATE:
        grow(payload, on);
        break;
      case GOAWAY:
        if (number(payload, 0) < stream) {
          throw new IOException("the collector goes away");
        }
        break;
      default:
        if (on == stream) {
          ofStream(type, flags, payload);
        }
    }
  }

  private void ofStream(int type, int flags, byte[] payload) throws IOException {
    if (type == RST_STREAM) {
      throw new IOException("the collector reset the call");
    }
    if (type == HEADERS || type == CONTINUATION) {
      int from = type == HEADERS && (flags & PADDED) != 0 ? 1 : 0;
      int padding = from == 1 ? payload[0] & 255 : 0;
      from += type == HEADERS && (flags & PRIORITY) != 0 ? 5 : 0;
      block.write(payload, from, Math.max(0, payload.length - padding - from));
      endsWithBlock |= type == HEADERS && (flags & END_STREAM) != 0;
      if ((flags & END_HEADERS) != 0) {
        status.read(block.toByteArray());
        block.reset();
        ended = endsWithBlock;
      }
    } else if (type == DATA) {
      // The answer's message is a few bytes: its windows never run out.
      ended = (flags & END_STREAM) != 0;
    }
  }

  private void settings(byte[] payload, int flags) throws IOException {
    if ((flags & ACK) != 0) {
      return;
    }
    for (int at = 0; at + 6 <= payload.length; at += 6) {
      int setting = (payload[at] & 255) << 8 | (payload[at + 1] & 255);
      if (setting == INITIAL_WINDOW_SIZE) {
        long size = number(payload, at + 2) & 0xFFFF_FFFFL;
        streamWindow += size - initialWindow;
        initialWindow = size;
      }
    }
    frame(0, SETTINGS, ACK, 0);
    out.flush();
  }

  private void ping(byte[] payload, int flags) throws IOException {
    if ((flags & ACK) == 0) {
      frame(payload.length, PING, ACK, 0);
      out.write(payload);
      out.flush();
    }
  }

  private void grow(byte[] payload, int stream) {
    int more = number(payload, 0) & Integer.MAX_VALUE;
    if (stream == 0) {
      connectionWindow += more;
    } else {
      streamWindow += more;
    }
  }

  private static int number(byte[] bytes, int at) {
    return at + 4 > bytes.length
        ? 0
        : (bytes[at] & 255) << 24
            | (bytes[at + 1] & 255) << 16
            | (bytes[at + 2] & 255) << 8
            | (bytes[at + 3] & 255);
  }
}
