package dev.cordon.instrumentation.javawebsocket;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.framing.ContinuousFrame;
import org.java_websocket.framing.DataFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;

/** The kinds of frames (RFC 6455, 5.2), told apart and made in all versions of the library. */
enum Frames {
  /** A text, or its first fragment. */
  TEXT {
    @Override
    DataFrame empty() {
      return new TextFrame();
    }
  },
  /** Bytes, or their first fragment. */
  BINARY {
    @Override
    DataFrame empty() {
      return new BinaryFrame();
    }
  },
  /** A further fragment. */
  CONTINUOUS {
    @Override
    DataFrame empty() {
      return new ContinuousFrame();
    }
  },
  /** A ping, a pong, a close. */
  CONTROL {
    @Override
    DataFrame empty() {
      throw new IllegalStateException("control frames are not governed");
    }
  };

  /** Its result is of another type from 1.4 on: {@code Framedata.Opcode} became a class alone. */
  private static final Method OPCODE = opcode();

  private static Method opcode() {
    try {
      return Framedata.class.getMethod("getOpcode");
    } catch (NoSuchMethodException e) {
      throw (Error) new NoSuchMethodError("Framedata.getOpcode").initCause(e);
    }
  }

  abstract DataFrame empty();

  /** Tells a frame's kind. */
  static Frames of(Framedata frame) throws ReflectiveOperationException {
    switch (String.valueOf(OPCODE.invoke(frame))) {
      case "TEXT":
        return TEXT;
      case "BINARY":
        return BINARY;
      case "CONTINUOUS":
        return CONTINUOUS;
      default:
        return CONTROL;
    }
  }

  /** Returns a frame's payload, and leaves it to be read. */
  static byte[] payload(Framedata frame) {
    return bytes(frame.getPayloadData());
  }

  /** Returns what remains in a buffer, and leaves it to be read. */
  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Leaves nothing of a frame's payload to be read, as sending it does. */
  static void consume(Framedata frame) {
    ByteBuffer payload = frame.getPayloadData();
    payload.position(payload.limit());
  }

  /** Makes a frame of this kind that is a whole message of a client, and so masked. */
  Framedata inPlaceOf(Framedata original, byte[] payload) {
    consume(original);
    DataFrame frame = empty();
    frame.setPayload(ByteBuffer.wrap(payload));
    frame.setTransferemasked(true);
    return frame;
  }
}
