package dev.cordon.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of streams of which some were overtaken. */
class WireIdsTest {
  private final DefaultHttp2Connection connection = new DefaultHttp2Connection(false);
  private final WireIds ids = new WireIds(connection, 1);

  private void open(int... streams) throws Http2Exception {
    for (int stream : streams) {
      connection.local().createStream(stream, false);
    }
  }

  @Test
  void withoutOvertakingTheyAreTheClients() throws Http2Exception {
    open(3, 5);
    ids.hold(3);
    assertEquals(-1, ids.out(3));
    assertEquals(3, ids.forHeaders(3));
    assertEquals(5, ids.forHeaders(5));
    assertEquals(3, ids.forHeaders(3), "trailers");
    assertEquals(3, ids.out(3));
    assertEquals(5, ids.in(5));
  }

  /** RFC 9113, 5.1: a frame on an idle stream ends the whole connection. */
  @Test
  void whatIsClosedAndNeverBeganIsUnknown() throws Http2Exception {
    open(3);
    ids.hold(3);
    ids.remove(3);
    assertEquals(-1, ids.out(3), "reset when it is closed");
    open(5);
    assertEquals(5, ids.forHeaders(5));
    assertEquals(5, ids.out(5));
  }

  @Test
  void whatWasOvertakenAndWhatFollowsTakeTheNext() throws Http2Exception {
    open(3, 5, 7);
    ids.hold(3);
    ids.forHeaders(5);
    assertEquals(7, ids.forHeaders(3));
    assertEquals(9, ids.forHeaders(7));
    assertEquals(5, ids.out(5));
    assertEquals(3, ids.in(7));
    assertEquals(7, ids.in(9));
    assertEquals(2, ids.in(2), "the server's own");
    ids.remove(3);
    assertEquals(3, ids.in(7), "one that is closed");
    assertEquals(-1, ids.out(3));
  }

  @Test
  void whatThePeerWillNeverSeeIsLost() throws Http2Exception {
    open(3, 5, 7, 9);
    ids.hold(3);
    ids.hold(7);
    ids.forHeaders(5);
    ids.forHeaders(3); // 7 on the wire
    ids.forHeaders(9); // 9 on the wire
    assertEquals(9, ids.lastSeen(9));
    assertEquals(List.of(7), ids.lost(9));
    assertEquals(5, ids.lastSeen(5));
    assertEquals(List.of(7, 3, 9), ids.lost(5));
    assertEquals(List.of(), ids.lost(Integer.MAX_VALUE));
  }
}
