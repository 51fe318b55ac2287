package dev.cordon.agent.telemetry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One message over a socket of its own, ended by a deadline whatever hangs: the resolver, the
 * handshake, a peer that doesn't read or doesn't answer.
 *
 * <p>No {@link java.net.HttpURLConnection}: it would take the application's cookies, authenticator,
 * trust-all verifier or URL handlers along, and agents beside us trace it.
 */
abstract class Post implements Runnable {
  final Target target;
  final byte[] body;
  private volatile @Nullable Socket socket;
  private volatile boolean abandoned;
  private volatile int status;
  private volatile @Nullable IOException failure;

  /**
   * Makes a message.
   *
   * @param body as it is to be sent
   */
  Post(Target target, byte[] body) {
    this.target = target;
    this.body = body;
  }

  /** Sends the body over a connection and returns the answer's status. */
  abstract int exchange(Socket connected) throws IOException;

  /** Returns the protocol that TLS must agree on, or null when none is asked for. */
  abstract @Nullable String applicationProtocol();

  /**
   * Sends and waits for the answer's status.
   *
   * @return the status of HTTP, or of gRPC
   * @throws IOException if there was none in time
   */
  final int send() throws IOException {
    Thread thread = DaemonThread.start("cordon-otlp", this);
    try {
      thread.join(target.timeout.toMillis());
    } catch (InterruptedException interrupted) {
      abandon();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    if (thread.isAlive()) {
      abandon();
      throw new SocketTimeoutException();
    }
    IOException broken = failure;
    if (broken != null) {
      throw broken;
    }
    return status;
  }

  private void abandon() {
    abandoned = true;
    close();
  }

  private void close() {
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyBroken) {
        return;
      }
    }
  }

  @Override
  public final void run() {
    try {
      status = exchange(connect());
    } catch (IOException broken) {
      failure = broken;
    } catch (RuntimeException | LinkageError fault) {
      failure = new IOException(fault);
    } finally {
      close();
    }
  }

  private Socket connect() throws IOException {
    String host = target.endpoint.getHost();
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    Socket plain = new Socket();
    socket = plain;
    plain.setTcpNoDelay(true);
    plain.connect(
        new InetSocketAddress(address, target.port()), (int) target.connectTimeout.toMillis());
    if (abandoned) {
      throw new SocketTimeoutException();
    }
    return target.isTls() ? secure(plain, address) : plain;
  }

  private Socket secure(Socket plain, String host) throws IOException {
    try {
      SSLContext used = target.ssl == null ? SSLContext.getDefault() : target.ssl;
      SSLSocket secure =
          (SSLSocket) used.getSocketFactory().createSocket(plain, host, target.port(), true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      String protocol = applicationProtocol();
      if (protocol != null) {
        ask(parameters, protocol);
      }
      secure.setSSLParameters(parameters);
      socket = secure;
      secure.startHandshake();
      return secure;
    } catch (NoSuchAlgorithmException noDefault) {
      throw new IOException(noDefault);
    }
  }

  /** Java 9 and newer, and 8 since update 251. */
  private static void ask(SSLParameters parameters, String protocol) throws IOException {
    try {
      Method method = SSLParameters.class.getMethod("setApplicationProtocols", String[].class);
      method.invoke(parameters, (Object) new String[] {protocol});
    } catch (ReflectiveOperationException older) {
      throw new IOException("this Java can't agree on " + protocol, older);
    }
  }
}
