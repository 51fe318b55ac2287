package dev.cordon.instrumentation.helidon;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Stands where an answer names its connection, when there was none. Stateless. */
final class NoConnection implements ClientConnection {
  static final NoConnection INSTANCE = new NoConnection();

  private NoConnection() {}

  @Override
  public HelidonSocket helidonSocket() {
    throw none();
  }

  @Override
  public DataReader reader() {
    throw none();
  }

  @Override
  public DataWriter writer() {
    throw none();
  }

  @Override
  public String channelId() {
    return "none";
  }

  @Override
  public void readTimeout(Duration timeout) {}

  @Override
  public void closeResource() {}

  private static UncheckedIOException none() {
    return new UncheckedIOException(
        new IOException("a call that Cordon refused has no connection"));
  }
}
