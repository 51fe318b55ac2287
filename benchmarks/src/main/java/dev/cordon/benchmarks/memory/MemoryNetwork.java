package dev.cordon.benchmarks.memory;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Makes channels, for {@code -Djava.nio.channels.spi.SelectorProvider}, and sockets. */
public final class MemoryNetwork extends SelectorProvider {
  /** Makes the provider; the JDK does. */
  public MemoryNetwork() {}

  /**
   * Lets every {@link Socket} that is made from now on lead to a peer.
   *
   * @throws IOException when somebody else has decided what sockets are
   */
  @SuppressWarnings("deprecation") // a benchmark's JVM is its own
  public static void install() throws IOException {
    Socket.setSocketImplFactory(() -> new MemorySocket(new Peer(() -> {})));
  }

  @Override
  public SocketChannel openSocketChannel() {
    return new MemoryChannel(this);
  }

  @Override
  public SocketChannel openSocketChannel(ProtocolFamily family) {
    return openSocketChannel();
  }

  @Override
  public AbstractSelector openSelector() {
    return new MemorySelector(this);
  }

  @Override
  public DatagramChannel openDatagramChannel() {
    throw new UnsupportedOperationException();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Pipe openPipe() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() {
    throw new UnsupportedOperationException();
  }
}
