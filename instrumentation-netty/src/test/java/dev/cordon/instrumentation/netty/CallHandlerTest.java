package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RealGate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one channel does, message by message, where the codec would be. */
class CallHandlerTest {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";

  private final EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void start() {
    policy();
    ChannelHandler codec = new ChannelDuplexHandler();
    channel.pipeline().addLast(new CallHandler(codec, false));
  }

  @AfterEach
  void stop() {
    channel.close();
    channel.runPendingTasks();
    Cordon.install(null);
  }

  private static RealGate policy(String... lines) {
    RealGate gate = new RealGate(lines);
    Cordon.install(gate);
    return gate;
  }

  private static byte[] json(String text) {
    return ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}")
        .getBytes(UTF_8);
  }

  private static HttpRequest full(String path, byte[] body) {
    return headed(
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.copiedBuffer(body)),
        body.length);
  }

  private static HttpRequest head(long length) {
    return headed(
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/chat/completions"),
        length);
  }

  private static <R extends HttpRequest> R headed(R request, long length) {
    request.headers().set(HttpHeaderNames.HOST, "localhost");
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    if (length >= 0) {
      request.headers().set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
    } else {
      request.headers().set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
    }
    return request;
  }

  private static HttpRequest chat(String text) {
    return full("/v1/chat/completions", json(text));
  }

  private <T> T written(Class<T> type) {
    return assertInstanceOf(type, channel.readOutbound());
  }

  private <T> T got(Class<T> type) {
    return assertInstanceOf(type, channel.readInbound());
  }

  private String sent() {
    DefaultFullHttpRequest request = written(DefaultFullHttpRequest.class);
    String text = request.content().toString(UTF_8);
    assertEquals(
        String.valueOf(request.content().readableBytes()),
        request.headers().get(HttpHeaderNames.CONTENT_LENGTH));
    request.release();
    return text;
  }

  private void answer(String text) {
    DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, text.length());
    ByteBuf body = Unpooled.copiedBuffer(text, UTF_8);
    channel.writeInbound(head, new DefaultHttpContent(body), LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private String received() {
    got(HttpResponse.class);
    StringBuilder text = new StringBuilder();
    while (true) {
      HttpContent content = got(HttpContent.class);
      text.append(content.content().toString(UTF_8));
      content.release();
      if (content instanceof LastHttpContent) {
        return text.toString();
      }
    }
  }

  private static String completion(String text) {
    return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"}}]}";
  }

  private static String content(String json) {
    int at = json.indexOf("\"content\":\"");
    return json.substring(at + 11, json.indexOf('"', at + 11));
  }

  @Test
  void aRequestThatIsNoneOfOursIsTheVeryObjectAtOnce() {
    HttpRequest request = full("/orders", json(VALUE));
    assertTrue(channel.writeOutbound(request));
    assertSame(request, channel.readOutbound());
    ReferenceCountUtil.release(request);
  }

  @Test
  void aWholeRequestLeavesRewrittenAndItsOwnObjectIsLetGo() {
    DefaultFullHttpRequest request = (DefaultFullHttpRequest) chat(VALUE);
    ChannelFuture write = channel.writeAndFlush(request);
    String sent = sent();
    assertFalse(sent.contains(VALUE));
    assertEquals(0, request.refCnt());
    assertTrue(write.isSuccess());
    answer(completion(content(sent)));
    assertEquals(completion(VALUE), received());
  }

  @Test
  void aHarmlessRequestIsTheVeryObject() {
    HttpRequest request = chat("hello");
    channel.writeAndFlush(request);
    assertSame(request, channel.readOutbound());
    ReferenceCountUtil.release(request);
  }

  @Test
  void answersOfPipelinedRequestsComeInTheirOrderRefusalsAmongThem() {
    policy("redact:", "  payment_card: block");
    channel.writeAndFlush(chat("first " + VALUE));
    channel.writeAndFlush(chat("4111 1111 1111 1111"));
    channel.writeAndFlush(full("/orders", json("second")));
    channel.writeAndFlush(chat("third " + VALUE));
    String first = content(sent());
    assertEquals(new String(json("second"), UTF_8), sent());
    String third = content(sent());
    assertNull(channel.readInbound());
    answer(completion(first));
    answer("none of ours");
    answer(completion(third));
    assertEquals(completion("first " + VALUE), received());
    assertTrue(received().contains("error"));
    assertEquals("none of ours", received());
    assertEquals(completion("third " + VALUE), received());
  }

  @Test
  void aRefusalMayBringTheNextRequestAtOnce() {
    policy("redact:", "  payment_card: block");
    channel.pipeline().addLast(new NextAtTheEnd(head(-1)));
    channel.writeAndFlush(chat("4111 1111 1111 1111"));
    assertTrue(received().contains("error"));
    channel.write(new DefaultHttpContent(Unpooled.copiedBuffer(json(VALUE))));
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    written(HttpRequest.class);
    LastHttpContent sent = written(LastHttpContent.class);
    assertFalse(sent.content().toString(UTF_8).contains(VALUE));
    answer(completion(content(sent.content().toString(UTF_8))));
    assertEquals(completion(VALUE), received());
    sent.release();
  }

  @Test
  void aRefusalIsGivenAlthoughARedirectsRestIsStillOnItsWay() {
    policy("redact:", "  payment_card: block");
    channel.writeAndFlush(chat("first " + VALUE));
    assertFalse(sent().contains(VALUE));
    DefaultHttpResponse moved =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.TEMPORARY_REDIRECT);
    moved.headers().set(HttpHeaderNames.LOCATION, "http://elsewhere.example.com/upload");
    moved.headers().set(HttpHeaderNames.CONTENT_LENGTH, 5);
    channel.writeInbound(moved);
    assertTrue(received().contains("redirect"));
    channel.writeAndFlush(chat("4111 1111 1111 1111"));
    channel.writeInbound(new DefaultLastHttpContent(Unpooled.copiedBuffer("moved", UTF_8)));
    assertTrue(received().contains("payment_card"));
    channel.writeAndFlush(chat("third " + VALUE));
    answer(completion(content(sent())));
    assertEquals(completion("third " + VALUE), received());
  }

  /** A pool whose next borrower has waited for the connection. */
  private static final class NextAtTheEnd extends ChannelDuplexHandler {
    private HttpRequest next;

    NextAtTheEnd(HttpRequest next) {
      this.next = next;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.fireChannelRead(message);
      if (message instanceof LastHttpContent && next != null) {
        HttpRequest request = next;
        next = null;
        ctx.writeAndFlush(request);
      }
    }
  }

  @Test
  void aClientThatWaitsForContinueIsToldToGoOnAndOnlyOnce() {
    HttpRequest request = head(json(VALUE).length);
    request.headers().set(HttpHeaderNames.EXPECT, "100-continue");
    channel.writeAndFlush(request);
    assertEquals(HttpResponseStatus.CONTINUE, got(HttpResponse.class).status());
    got(LastHttpContent.class);
    assertNull(channel.readOutbound());
    channel.writeAndFlush(new DefaultLastHttpContent(Unpooled.wrappedBuffer(json(VALUE))));
    assertEquals("100-continue", written(HttpRequest.class).headers().get(HttpHeaderNames.EXPECT));
    String sent = content(written(LastHttpContent.class).content().toString(UTF_8));
    channel.writeInbound(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE),
        LastHttpContent.EMPTY_LAST_CONTENT);
    answer(completion(sent));
    assertEquals(completion(VALUE), received());
  }

  @Test
  void piecesCountAsWrittenUntilTheLast() {
    channel.writeAndFlush(head(-1)).syncUninterruptibly();
    byte[] body = json(VALUE);
    for (int at = 0; at < body.length; at++) {
      ChannelFuture piece =
          channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(body, at, 1)));
      assertTrue(piece.isSuccess());
    }
    assertNull(channel.readOutbound());
    ChannelFuture last = channel.writeAndFlush(new DefaultLastHttpContent());
    written(HttpRequest.class);
    assertFalse(written(LastHttpContent.class).content().toString(UTF_8).contains(VALUE));
    assertTrue(last.isSuccess());
  }

  @Test
  void aBodyIsJudgedWhenAllThatWasAnnouncedIsThere() {
    byte[] body = json("hello");
    channel.writeAndFlush(head(body.length));
    channel.writeAndFlush(Unpooled.wrappedBuffer(body));
    written(HttpRequest.class);
    assertEquals("hello", content(written(ByteBuf.class).toString(UTF_8)));
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    written(LastHttpContent.class);
  }

  @Test
  void nothingCanBeSentBehindWhatWasJudged() {
    byte[] body = json("hello");
    channel.writeAndFlush(head(body.length));
    channel.writeAndFlush(Unpooled.wrappedBuffer(body));
    written(HttpRequest.class);
    written(ByteBuf.class);
    ByteBuf more = Unpooled.copiedBuffer(VALUE, UTF_8);
    assertFalse(channel.write(more).isSuccess());
    assertEquals(0, more.refCnt());
    assertNull(channel.readOutbound());
  }

  @Test
  void aFileIsReadAndSentOnce(@TempDir Path folder) throws IOException {
    for (String text : new String[] {"hello", VALUE}) {
      Path file = Files.write(folder.resolve("body"), json(text));
      channel.writeAndFlush(head(Files.size(file)));
      channel.writeAndFlush(new DefaultFileRegion(file.toFile(), 0, Files.size(file)));
      channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      written(HttpRequest.class);
      String sent = content(written(HttpContent.class).content().toString(UTF_8));
      assertEquals(text.equals(VALUE), !sent.equals(text));
      written(LastHttpContent.class);
    }
  }

  @Test
  void aClosedChannelFailsWhatIsHeldAndLetsItGo() {
    ByteBuf piece = Unpooled.wrappedBuffer(json(VALUE));
    channel.writeAndFlush(head(-1));
    channel.writeAndFlush(new DefaultHttpContent(piece));
    channel.close();
    channel.runPendingTasks();
    assertEquals(0, piece.refCnt());
  }

  @Test
  void anAnswerIsWholeWhenItsConnectionEndsWithIt() {
    channel.writeAndFlush(chat(VALUE));
    String sent = content(sent());
    answer(completion(sent));
    channel.close();
    channel.runPendingTasks();
    assertEquals(completion(VALUE), received());
  }

  @Test
  void theAnswersHeadIsACopyBecauseTheDecoderReadsItsOwn() {
    channel.writeAndFlush(chat(VALUE));
    sent();
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, 2);
    channel.writeInbound(head);
    HttpResponse seen = got(HttpResponse.class);
    assertFalse(seen.headers().contains(HttpHeaderNames.CONTENT_LENGTH));
    assertTrue(head.headers().contains(HttpHeaderNames.CONTENT_LENGTH));
  }

  @Test
  void aHeadThatHoldsTheFirstPieceIsJudgedWithIt() {
    byte[] body = json(VALUE);
    HeadWithPiece first = headed(new HeadWithPiece(Unpooled.copiedBuffer(body, 0, 60)), -1);
    first.headers().set("X-Note", "for " + VALUE);
    channel.writeAndFlush(first);
    assertNull(channel.readOutbound());
    channel.writeAndFlush(
        new DefaultLastHttpContent(Unpooled.copiedBuffer(body, 60, body.length - 60)));
    assertFalse(written(HttpRequest.class).headers().get("X-Note").contains(VALUE));
    String sent = written(LastHttpContent.class).content().toString(UTF_8);
    assertTrue(sent.startsWith("{\"model\":\"m\""), sent);
    assertFalse(sent.contains(VALUE));
    assertEquals(0, first.refCnt());
  }

  @Test
  void aHeadThatHoldsTheFirstPieceKeepsItWhenOnlyAHeaderChanges() {
    byte[] body = json("hello");
    HeadWithPiece first = headed(new HeadWithPiece(Unpooled.copiedBuffer(body)), -1);
    first.headers().set("X-Note", "for " + VALUE);
    channel.writeAndFlush(first);
    channel.writeAndFlush(new DefaultLastHttpContent());
    assertFalse(written(HttpRequest.class).headers().get("X-Note").contains(VALUE));
    assertEquals("hello", content(written(HttpContent.class).content().toString(UTF_8)));
    written(LastHttpContent.class);
  }

  /** What Vert.x writes first. */
  private static final class HeadWithPiece extends DefaultHttpContent implements HttpRequest {
    private final HttpRequest head =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/chat/completions");

    HeadWithPiece(ByteBuf piece) {
      super(piece);
    }

    @Override
    public HttpMethod getMethod() {
      return head.method();
    }

    @Override
    public HttpMethod method() {
      return head.method();
    }

    @Override
    public HttpRequest setMethod(HttpMethod method) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getUri() {
      return head.uri();
    }

    @Override
    public String uri() {
      return head.uri();
    }

    @Override
    public HttpRequest setUri(String uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public HttpVersion getProtocolVersion() {
      return head.protocolVersion();
    }

    @Override
    public HttpVersion protocolVersion() {
      return head.protocolVersion();
    }

    @Override
    public HttpRequest setProtocolVersion(HttpVersion version) {
      throw new UnsupportedOperationException();
    }

    @Override
    public HttpHeaders headers() {
      return head.headers();
    }
  }

  private static void assertRedacted(HttpHeaders trailers) {
    assertEquals("0a1b2c", trailers.get("x-sum"));
    assertEquals(2, trailers.size());
    assertFalse(trailers.get("x-user").contains(VALUE), trailers.get("x-user"));
  }

  private static void trailed(LastHttpContent last) {
    last.trailingHeaders().add("x-user", VALUE).add("x-sum", "0a1b2c");
  }

  /** Whether the body changes or not. */
  @ParameterizedTest
  @ValueSource(strings = {"hello", "write to " + VALUE})
  void whatStandsBehindABodyIsRedacted(String prompt) {
    LastHttpContent last = new DefaultLastHttpContent(Unpooled.copiedBuffer(json(prompt)));
    trailed(last);
    channel.writeOutbound(head(-1), last);
    assertInstanceOf(HttpRequest.class, channel.readOutbound());
    LastHttpContent left = written(LastHttpContent.class);
    assertRedacted(left.trailingHeaders());
    assertFalse(left.content().toString(UTF_8).contains(VALUE));
    assertEquals(VALUE, last.trailingHeaders().get("x-user"), "the application's object");
    left.release();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "write to " + VALUE})
  void whatStandsBehindTheBodyOfAWholeRequestIsRedacted(String prompt) {
    DefaultFullHttpRequest request = (DefaultFullHttpRequest) chat(prompt);
    trailed(request);
    channel.writeOutbound(request);
    DefaultFullHttpRequest left = written(DefaultFullHttpRequest.class);
    assertRedacted(left.trailingHeaders());
    assertFalse(left.content().toString(UTF_8).contains(VALUE));
    left.release();
  }

  /** All that was announced has been judged, or nobody reads it: the end comes later. */
  @Test
  void whatComesBehindWhatWasJudgedIsRedacted() {
    byte[] body = json("hello");
    channel.writeOutbound(head(body.length), new DefaultHttpContent(Unpooled.copiedBuffer(body)));
    channel.releaseOutbound();
    LastHttpContent last = new DefaultLastHttpContent();
    trailed(last);
    channel.writeOutbound(last);
    assertRedacted(written(LastHttpContent.class).trailingHeaders());
  }
}
