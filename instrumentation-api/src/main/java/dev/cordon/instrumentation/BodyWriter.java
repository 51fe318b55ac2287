package dev.cordon.instrumentation;

import java.io.IOException;
import java.io.OutputStream;

/** A request's body that writes itself. */
public interface BodyWriter {
  /**
   * Writes the body. May flush and close the target, as bodies do that wrap it.
   *
   * @param target takes the bytes
   * @throws IOException as the body throws it, or the target because the body is too large
   */
  void writeTo(OutputStream target) throws IOException;
}
