package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server of HTTP/2 without TLS, by prior knowledge, that asks one of HTTP/1.1 and hands its
 * answers on as they come: so the contract's servers, which keep raw bytes, answer clients of
 * HTTP/2. A server that hangs up is a stream that is reset.
 */
final class Http2Bridge implements AutoCloseable {
  private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(2);

  private final int target;
  private final Channel server;
  private final List<String> wire = new CopyOnWriteArrayList<>();
  private final List<String> trailers = new CopyOnWriteArrayList<>();
  private final List<Channel> connections = new CopyOnWriteArrayList<>();

  /**
   * Starts a server on a free port.
   *
   * @param target the port of the server that it asks
   */
  Http2Bridge(int target) throws InterruptedException {
    this.target = target;
    server =
        new ServerBootstrap()
            .group(LOOPS)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connections.add(connection);
                    connection
                        .pipeline()
                        .addLast(
                            new Tap(),
                            Http2FrameCodecBuilder.forServer()
                                .initialSettings(
                                    Http2Settings.defaultSettings().maxConcurrentStreams(1000))
                                .build(),
                            new Http2MultiplexHandler(
                                new ChannelInitializer<Channel>() {
                                  @Override
                                  protected void initChannel(Channel stream) {
                                    stream.pipeline().addLast(new Stream());
                                  }
                                }));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  /** Returns the port. */
  int port() {
    return ((java.net.InetSocketAddress) server.localAddress()).getPort();
  }

  /** Returns all bytes that came, connection by connection in the order of their arrival. */
  String wire() {
    return String.join("", wire);
  }

  /** Returns the lines that came behind bodies, {@code name: value}. */
  List<String> trailers() {
    return trailers;
  }

  /** Returns how many connections there were. */
  int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    for (Channel connection : connections) {
      connection.close();
    }
  }

  /** Keeps what comes, before anybody reads it. */
  private final class Tap extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      wire.add(((ByteBuf) message).toString(ISO_8859_1));
      ctx.fireChannelRead(message);
    }
  }

  /** One request. */
  private final class Stream extends ChannelInboundHandlerAdapter {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Http2Headers head;
    private volatile Socket socket;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
      boolean end = false;
      if (message instanceof Http2HeadersFrame) {
        Http2HeadersFrame frame = (Http2HeadersFrame) message;
        if (head == null) {
          head = frame.headers();
        } else {
          frame.headers().forEach(line -> trailers.add(line.getKey() + ": " + line.getValue()));
        }
        end = frame.isEndStream();
      } else if (message instanceof Http2DataFrame) {
        Http2DataFrame frame = (Http2DataFrame) message;
        body.write(ByteBufUtil.getBytes(frame.content()));
        end = frame.isEndStream();
      }
      ReferenceCountUtil.release(message);
      if (end) {
        Thread thread = new Thread(() -> ask(ctx.channel()), "http2-bridge");
        thread.setDaemon(true);
        thread.start();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws IOException {
      if (socket != null) {
        socket.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }

    private void ask(Channel stream) {
      try (Socket connected = new Socket(InetAddress.getByName("127.0.0.1"), target)) {
        socket = connected;
        OutputStream out = connected.getOutputStream();
        out.write(request());
        out.flush();
        answer(new BufferedInputStream(connected.getInputStream()), stream);
      } catch (IOException failed) {
        stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
      }
    }

    private byte[] request() throws IOException {
      StringBuilder text = new StringBuilder();
      text.append(head.method()).append(' ').append(head.path()).append(" HTTP/1.1\r\nHost: ");
      text.append(head.authority().toString().replace(":" + port(), ":" + target));
      text.append("\r\n");
      for (Map.Entry<CharSequence, CharSequence> line : head) {
        if (line.getKey().charAt(0) != ':') {
          text.append(titled(line.getKey().toString())).append(": ");
          text.append(line.getValue()).append("\r\n");
        }
      }
      boolean chunked = body.size() > 0 && head.get("content-length") == null;
      text.append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(text.toString().getBytes(ISO_8859_1));
      if (chunked) {
        bytes.write((Integer.toHexString(body.size()) + "\r\n").getBytes(ISO_8859_1));
      }
      body.writeTo(bytes);
      if (chunked) {
        bytes.write("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
      }
      return bytes.toByteArray();
    }

    private String titled(String name) {
      StringBuilder titled = new StringBuilder();
      for (String word : name.split("-")) {
        titled.append(titled.length() == 0 ? "" : "-");
        titled.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
      return titled.toString();
    }

    private void answer(InputStream in, Channel stream) throws IOException {
      String status = line(in);
      Http2Headers headers = new DefaultHttp2Headers();
      headers.status(status.split(" ")[1]);
      long length = -1;
      boolean chunked = false;
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).trim().replace(":" + target, ":" + port());
        boolean coded = name.equals("transfer-encoding");
        chunked |= coded;
        if (!coded && !name.equals("connection")) {
          headers.add(name, value);
        }
        length = name.equals("content-length") ? Long.parseLong(value) : length;
      }
      boolean none = length == 0 || head.method().toString().equals("HEAD");
      stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, none));
      if (chunked && !none) {
        chunks(in, stream);
      } else if (!none) {
        body(in, stream, length);
      }
    }

    private void chunks(InputStream in, Channel stream) throws IOException {
      boolean end = false;
      while (!end) {
        int length = Integer.parseInt(line(in), 16);
        byte[] chunk = in.readNBytes(length);
        line(in);
        end = length == 0;
        stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(chunk), end));
      }
    }

    private void body(InputStream in, Channel stream, long length) throws IOException {
      byte[] bytes = new byte[4096];
      long read = 0;
      while (length < 0 || read < length) {
        int count = in.read(bytes);
        if (count < 0 && length >= 0) {
          throw new IOException("the answer is shorter than announced");
        }
        if (count < 0) {
          break;
        }
        read += count;
        ByteBuf piece = Unpooled.copiedBuffer(bytes, 0, count);
        stream.writeAndFlush(new DefaultHttp2DataFrame(piece, length >= 0 && read >= length));
      }
      if (length < 0) {
        stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
      }
    }

    private String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the server hung up");
        }
        line.append((char) next);
      }
      return line.toString().trim();
    }
  }
}
