package dev.cordon.engine.redact.redis;

import dev.cordon.engine.policy.RedisSettings;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection to Redis, ready for commands. Used by one thread at a time. */
final class RespConnection implements Closeable {
  private final Socket socket;
  private final OutputStream out;
  private final RespReader in;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(512);

  private RespConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new RespReader(socket);
  }

  /**
   * Connects, authenticates and chooses the database. Resolves the host's name, for which Java
   * knows no time limit: not to be called on the application's threads.
   */
  static RespConnection open(RedisSettings settings) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(settings.host(), settings.port()), settings.connectMillis());
      if (settings.tls()) {
        socket = secure(socket, settings);
      }
      RespConnection connection = new RespConnection(socket);
      connection.greet(settings);
      return connection;
    } catch (IOException | RuntimeException e) {
      closeQuietly(socket);
      throw e;
    }
  }

  /**
   * Not the JVM's default context: making that one now would fix it before the application has set
   * its own trust store.
   */
  private static Socket secure(Socket plain, RedisSettings settings) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, settings.host(), settings.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      // A handshake takes several round trips and computes; it happens on our own thread.
      socket.setSoTimeout(10 * Math.max(settings.connectMillis(), settings.readMillis()));
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getClass().getName());
    }
  }

  private void greet(RedisSettings settings) throws IOException {
    String user = settings.user();
    String password = settings.password();
    int commands = 1;
    if (password != null) {
      commands++;
      if (user == null) {
        command(utf8("AUTH"), utf8(password));
      } else {
        command(utf8("AUTH"), utf8(user), utf8(password));
      }
    }
    if (settings.database() != 0) {
      commands++;
      command(utf8("SELECT"), utf8(Integer.toString(settings.database())));
    }
    command(utf8("PING"));
    flush();
    long deadline = deadline(settings.connectMillis() + settings.readMillis());
    for (int i = 0; i < commands; i++) {
      expect(reply(deadline));
    }
  }

  /** Asks whether Redis still answers. */
  void ping(int millis) throws IOException {
    command(utf8("PING"));
    flush();
    expect(reply(deadline(millis)));
  }

  private static void expect(@Nullable Object reply) throws IOException {
    if (reply instanceof RedisErrorException) {
      throw (RedisErrorException) reply;
    }
    if (!(reply instanceof byte[])) {
      throw new ProtocolException("no Redis");
    }
  }

  static long deadline(int millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Adds a command to what {@link #flush} sends. */
  void command(byte[]... words) {
    number('*', words.length);
    for (byte[] word : words) {
      number('$', word.length);
      pending.write(word, 0, word.length);
      pending.write('\r');
      pending.write('\n');
    }
  }

  private void number(char type, int number) {
    byte[] digits = utf8(Integer.toString(number));
    pending.write(type);
    pending.write(digits, 0, digits.length);
    pending.write('\r');
    pending.write('\n');
  }

  void flush() throws IOException {
    pending.writeTo(out);
    out.flush();
    pending.reset();
  }

  /** Reads the next reply, see {@link RespReader#read}. */
  @Nullable Object reply(long deadline) throws IOException {
    return in.read(deadline);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, in whatever state.
    }
  }
}
