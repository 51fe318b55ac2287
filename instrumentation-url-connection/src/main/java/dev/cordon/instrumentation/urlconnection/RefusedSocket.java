package dev.cordon.instrumentation.urlconnection;

import dev.cordon.engine.SyntheticAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Stands before the socket of a refused call: gives policy's answer in the form of HTTP/1.1 and
 * lets nothing through. Closing it closes the socket behind, which is not used again.
 */
final class RefusedSocket extends Socket {
  private final Socket behind;
  private final byte[] answer;

  RefusedSocket(Socket behind, SyntheticAnswer answer) throws IOException {
    this.behind = behind;
    this.answer = bytes(answer);
  }

  private static byte[] bytes(SyntheticAnswer answer) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ");
    head.append(answer.status()).append(' ').append(answer.reason()).append("\r\n");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Connection: close\r\nContent-Length: ").append(answer.body().length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(answer.body());
    return bytes.toByteArray();
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(answer);
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int b) {}

      @Override
      public void write(byte[] bytes, int offset, int count) {}
    };
  }

  @Override
  public void close() throws IOException {
    behind.close();
  }

  @Override
  public boolean isClosed() {
    return behind.isClosed();
  }

  @Override
  public boolean isConnected() {
    return behind.isConnected();
  }

  @Override
  public InetAddress getInetAddress() {
    return behind.getInetAddress();
  }

  @Override
  public int getPort() {
    return behind.getPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return behind.getRemoteSocketAddress();
  }

  @Override
  public void setSoTimeout(int millis) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }

  @Override
  public void shutdownInput() {}

  @Override
  public void shutdownOutput() {}
}
