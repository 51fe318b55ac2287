package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.MapHeaders;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.testing.RealGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one WebSocket does, frame by frame, where the frame codec would be. */
class SocketHandlerTest {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";

  private RealGate gate;
  private EmbeddedChannel channel;

  @BeforeEach
  void start() {
    policy();
  }

  @AfterEach
  void stop() {
    channel.close();
    channel.runPendingTasks();
    Cordon.install(null);
  }

  private void policy(String... lines) {
    gate = new RealGate(lines);
    Cordon.install(gate);
    channel = new EmbeddedChannel(new SocketHandler(call()));
  }

  private static SocketCall call() {
    RequestHead head =
        new RequestHead(
            new Library("test", SocketHandlerTest.class.getClassLoader()),
            "GET",
            "http",
            "localhost",
            -1,
            "/v1/realtime",
            null,
            new MapHeaders(Collections.singletonMap("Upgrade", List.of("websocket"))));
    Call call = Objects.requireNonNull(Call.of("test", head));
    return Objects.requireNonNull(call.handshake().socket());
  }

  private static String say(String text) {
    return "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
        + "\"content\":[{\"type\":\"input_text\",\"text\":\""
        + text
        + "\"}]}}";
  }

  private static String done(String text) {
    return "{\"type\":\"response.output_text.done\",\"item_id\":\"i\",\"output_index\":0,"
        + "\"content_index\":0,\"text\":\""
        + text
        + "\"}";
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  private static List<WebSocketFrame> cut(String text, int size) {
    List<WebSocketFrame> frames = new ArrayList<>();
    for (int at = 0; at < text.length(); at += size) {
      int end = Math.min(text.length(), at + size);
      ByteBuf part = bytes(text.substring(at, end));
      boolean last = end == text.length();
      frames.add(
          at == 0
              ? new TextWebSocketFrame(last, 0, part)
              : new ContinuationWebSocketFrame(last, 0, part));
    }
    return frames;
  }

  private <T> T written(Class<T> type) {
    return assertInstanceOf(type, channel.readOutbound());
  }

  private <T> T got(Class<T> type) {
    return assertInstanceOf(type, channel.readInbound());
  }

  private static String text(WebSocketFrame frame) {
    String text = frame.content().toString(UTF_8);
    assertEquals(1, frame.refCnt());
    frame.release();
    return text;
  }

  /** Returns the token that the value leaves as. */
  private String token() {
    channel.writeOutbound(new TextWebSocketFrame(say(VALUE)));
    String sent = text(written(TextWebSocketFrame.class));
    return sent.substring(sent.indexOf("EMAIL_"), sent.indexOf("\"}]"));
  }

  @Test
  void aHarmlessMessageIsTheVeryFrameInBothDirections() {
    TextWebSocketFrame out = new TextWebSocketFrame(say("hello"));
    channel.writeOutbound(out);
    assertSame(out, channel.readOutbound());
    assertEquals(say("hello"), text(out));
    TextWebSocketFrame in = new TextWebSocketFrame(done("hello"));
    channel.writeInbound(in);
    assertSame(in, channel.readInbound());
    assertEquals(done("hello"), text(in));
  }

  @Test
  void aRewrittenMessagesOwnFramesAreLetGo() {
    TextWebSocketFrame out = new TextWebSocketFrame(say(VALUE));
    ChannelFuture write = channel.writeAndFlush(out);
    assertEquals(0, out.refCnt());
    assertTrue(write.isSuccess());
    String sent = text(written(TextWebSocketFrame.class));
    assertFalse(sent.contains(VALUE));
    String token = sent.substring(sent.indexOf("EMAIL_"), sent.indexOf("\"}]"));
    TextWebSocketFrame in = new TextWebSocketFrame(done(token));
    channel.writeInbound(in);
    assertEquals(0, in.refCnt());
    assertEquals(done(VALUE), text(got(TextWebSocketFrame.class)));
  }

  @Test
  void fragmentsAreHeldUntilTheMessageIsWhole() {
    for (int size = 1; size < say(VALUE).length(); size += 9) {
      List<WebSocketFrame> frames = cut(say(VALUE), size);
      for (WebSocketFrame frame : frames) {
        assertNull(channel.readOutbound());
        ChannelFuture write = channel.writeAndFlush(frame);
        assertTrue(write.isSuccess());
        assertEquals(frame.isFinalFragment() ? 0 : 1, frame.refCnt());
      }
      StringBuilder sent = new StringBuilder();
      WebSocketFrame next = written(TextWebSocketFrame.class);
      while (!next.isFinalFragment()) {
        assertTrue(next.content().readableBytes() <= size);
        sent.append(text(next));
        next = written(ContinuationWebSocketFrame.class);
      }
      sent.append(text(next));
      assertTrue(sent.toString().contains("EMAIL_"), sent::toString);
      assertFalse(sent.toString().contains(VALUE), sent::toString);
    }
  }

  @Test
  void harmlessFragmentsStayAsTheyAre() {
    List<WebSocketFrame> out = cut(say("hello"), 7);
    channel.writeOutbound(out.toArray());
    List<WebSocketFrame> in = cut(done("hello"), 7);
    channel.writeInbound(in.toArray());
    for (WebSocketFrame frame : out) {
      assertSame(frame, channel.readOutbound());
      text(frame);
    }
    for (WebSocketFrame frame : in) {
      assertSame(frame, channel.readInbound());
      text(frame);
    }
  }

  @Test
  void fragmentsThatComeAreRestoredWhole() {
    String token = token();
    for (int size = 1; size < done(token).length(); size += 5) {
      List<WebSocketFrame> frames = cut(done(token), size);
      channel.writeInbound(frames.toArray());
      assertEquals(done(VALUE), text(got(TextWebSocketFrame.class)));
      assertNull(channel.readInbound());
      for (WebSocketFrame frame : frames) {
        assertEquals(0, frame.refCnt());
      }
    }
  }

  @Test
  void controlFramesPassBetweenFragments() {
    List<WebSocketFrame> frames = cut(say(VALUE), 120);
    channel.writeOutbound(frames.get(0));
    channel.writeOutbound(new PingWebSocketFrame(bytes("1")));
    assertEquals("1", text(written(PingWebSocketFrame.class)));
    channel.writeOutbound(frames.get(1));
    assertFalse(text(written(TextWebSocketFrame.class)).contains(VALUE));
    text(written(ContinuationWebSocketFrame.class));

    frames = cut(done("hello"), 80);
    channel.writeInbound(frames.get(0), new PongWebSocketFrame(bytes("1")));
    assertEquals("1", text(got(PongWebSocketFrame.class)));
    channel.writeInbound(frames.get(1));
    text(got(TextWebSocketFrame.class));
    text(got(ContinuationWebSocketFrame.class));
  }

  @Test
  void textsInPiecesWithoutContinuationAreOneMessageToo() {
    String said = say(VALUE);
    channel.writeOutbound(
        new TextWebSocketFrame(false, 0, bytes(said.substring(0, 120))),
        new TextWebSocketFrame(true, 0, bytes(said.substring(120))));
    TextWebSocketFrame sent = written(TextWebSocketFrame.class);
    assertTrue(sent.isFinalFragment());
    assertFalse(text(sent).contains(VALUE));
    assertNull(channel.readOutbound());
  }

  @Test
  void anEmptyMessageIsSentAndHandedOn() {
    channel.writeOutbound(new TextWebSocketFrame(say("hello")));
    text(written(TextWebSocketFrame.class));
    channel.writeOutbound(new BinaryWebSocketFrame(Unpooled.EMPTY_BUFFER));
    assertEquals(0, written(BinaryWebSocketFrame.class).content().readableBytes());
    channel.writeInbound(new BinaryWebSocketFrame(Unpooled.EMPTY_BUFFER));
    assertEquals(0, got(BinaryWebSocketFrame.class).content().readableBytes());
  }

  @Test
  void aRefusedMessageFailsItsWriteAndClosesTheChannel() {
    policy("redact: {email_address: block}");
    List<WebSocketFrame> frames = cut(say(VALUE), 50);
    ChannelFuture write = null;
    for (WebSocketFrame frame : frames) {
      write = channel.writeAndFlush(frame);
    }
    assertInstanceOf(IOException.class, write.cause());
    assertTrue(write.cause().getMessage().startsWith("Cordon refused this message"));
    assertFalse(write.cause().getMessage().contains(VALUE));
    assertFalse(channel.isOpen());
    assertNull(channel.readOutbound());
    for (WebSocketFrame frame : frames) {
      assertEquals(0, frame.refCnt());
    }
    IOException told = assertThrows(IOException.class, channel::checkException);
    assertSame(write.cause(), told);
    ChannelFuture next = channel.writeAndFlush(new TextWebSocketFrame(say("hello")));
    assertInstanceOf(ClosedChannelException.class, next.cause());
  }

  @Test
  void theBeginningOfAMessageThatNeverEndsIsLetGo() {
    WebSocketFrame beginning = new TextWebSocketFrame(false, 0, bytes(say(VALUE)));
    channel.writeOutbound(beginning);
    assertEquals(1, beginning.refCnt());
    channel.writeOutbound(new CloseWebSocketFrame(1000, "over"));
    assertEquals(0, beginning.refCnt());
    assertEquals(1000, written(CloseWebSocketFrame.class).statusCode());
    assertNull(channel.readOutbound());
  }

  @Test
  void theBeginningOfAMessageThatBreaksOffIsHandedOnAsItCame() {
    WebSocketFrame beginning = new TextWebSocketFrame(false, 0, bytes("{\"type\""));
    channel.writeInbound(beginning);
    assertNull(channel.readInbound());
    channel.close();
    assertSame(beginning, channel.readInbound());
    text(beginning);
  }

  @Test
  void whatIsHeldBackComesBeforeTheClose() {
    token();
    String delta = done("EMAIL_").replace(".done", ".delta").replace("\"text\"", "\"delta\"");
    channel.writeInbound(new TextWebSocketFrame(delta), new CloseWebSocketFrame(1000, "over"));
    assertTrue(text(got(TextWebSocketFrame.class)).contains("\"delta\":\"\""));
    assertTrue(text(got(TextWebSocketFrame.class)).contains("\"delta\":\"EMAIL_\""));
    CloseWebSocketFrame close = got(CloseWebSocketFrame.class);
    assertEquals(1000, close.statusCode());
    close.release();
    assertEquals(1, gate.ended().size());
  }

  @Test
  void whatIsNoFrameIsRefusedUnlessItIsEmpty() {
    ChannelFuture empty = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    assertTrue(empty.isSuccess());
    channel.readOutbound();
    ByteBuf raw = bytes(VALUE);
    ChannelFuture write = channel.writeAndFlush(raw);
    assertInstanceOf(IOException.class, write.cause());
    assertEquals(0, raw.refCnt());
    assertFalse(channel.isOpen());
    assertThrows(IOException.class, channel::checkException);
  }

  @Test
  void aMessageThatIsTooLongToBeHeldGoesOnInItsFragments() {
    policy("mode: observe");
    int last = (int) (Frames.LONGEST >> 20) + 1;
    byte[] part = new byte[1 << 20];
    for (int i = 0; i <= last; i++) {
      ByteBuf content = Unpooled.wrappedBuffer(part);
      channel.writeOutbound(
          i == 0
              ? new BinaryWebSocketFrame(false, 0, content)
              : new ContinuationWebSocketFrame(i == last, 0, content));
      channel.writeInbound(
          i == 0
              ? new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(part))
              : new ContinuationWebSocketFrame(i == last, 0, Unpooled.wrappedBuffer(part)));
      int passed = i < last - 1 ? 0 : i == last - 1 ? last : 1;
      assertEquals(passed, channel.outboundMessages().size(), "fragment " + i);
      assertEquals(passed, channel.inboundMessages().size(), "fragment " + i);
      channel.releaseOutbound();
      channel.releaseInbound();
    }
  }

  @Test
  void observingLetsPassWhatIsNoFrame() {
    policy("mode: observe");
    ByteBuf raw = bytes(VALUE);
    channel.writeAndFlush(raw);
    assertSame(raw, channel.readOutbound());
    raw.release();
  }
}
