package dev.cordon.instrumentation.urlconnection;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.Leaving;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles.Lookup;
import java.net.HttpURLConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Advice where the JDK writes a request: all of its head is there, and the body unless it is
 * streamed. What it gives the JDK are copies: the application's own stay as they were.
 */
public final class ClientAdvice {
  private static final byte[] NONE = {};

  private ClientAdvice() {}

  /**
   * Advice on the entry of {@code HttpClient.writeRequests}.
   *
   * @param lookup the client class's own
   * @param client the client
   * @param header the request line and headers
   * @param poster the body, null for none or a streamed one
   * @param streaming whether the body is streamed
   * @return the arguments to write instead, or null
   */
  public static Object @Nullable [] onSend(
      Lookup lookup,
      Object client,
      Object header,
      @Nullable ByteArrayOutputStream poster,
      boolean streaming)
      throws Throwable {
    HttpURLConnection connection = ConnectionAdvice.writing();
    ConnectionFields fields = ConnectionFields.known();
    if (connection == null || fields == null) {
      return null; // the CONNECT of a tunnel
    }
    String line = fields.lines.requestLine(header);
    if (line == null) {
      return null;
    }
    ConnectionCall mine = ConnectionAdvice.call(connection);
    String method = line.substring(0, Math.max(0, line.indexOf(' ')));
    RequestHead head = Heads.of(connection.getURL(), method, fields, header).routed(mine.target);
    byte[] body = poster != null ? poster.toByteArray() : NONE;
    Decision decision = decide(mine, head, line, poster, body, streaming);
    boolean elsewhere = decision == null && mine.decision() != null;
    if (elsewhere) {
      decision = mine.decision(); // of the call that a redirect led here: what was sent goes along
    }
    SyntheticAnswer refusal =
        decision == null ? null : elsewhere ? decision.redirected(head) : decision.refusal();
    if (refusal != null) {
      ClientFields.of(lookup).answer(client, refusal);
      return null;
    }
    Written written = new Written(fields, header, line);
    if (decision != null && elsewhere) {
      decision.editRedirected(head, written);
    } else if (decision != null) {
      decision.edit(written);
    }
    Exchange exchange = decision == null ? null : decision.exchange();
    RequestHead leaving = Heads.of(connection.getURL(), method, fields, written.header);
    if (!Leaving.apply(Heads.WHERE, exchange, leaving, written)) {
      throw new DeliberateException(new IOException(Leaving.FAULT));
    }
    byte[] instead = decision == null ? null : decision.body();
    Object newPoster = poster;
    if (instead != null && poster != null) {
      newPoster = ClientFields.of(lookup).body(instead);
      written.length(instead.length);
    } else if (instead != null && mine.deferred != null) {
      mine.deferred.replace(instead);
      if (mine.deferred.length() >= 0) {
        fields.length(connection, instead.length);
        written.length(instead.length);
      }
    }
    return newPoster == poster && written.header == header
        ? null
        : new Object[] {written.header, newPoster, streaming};
  }

  /**
   * Answers in the place of {@link #onSend} when that failed.
   *
   * @return null: the call is answered, or goes on
   */
  public static Object @Nullable [] onFault(
      Lookup lookup,
      Object client,
      Object header,
      @Nullable ByteArrayOutputStream poster,
      boolean streaming)
      throws Throwable {
    HttpURLConnection connection = ConnectionAdvice.writing();
    SyntheticAnswer refusal =
        connection == null ? null : Call.faulty(Heads.WHERE, Heads.of(connection.getURL()));
    if (refusal != null) {
      ClientFields.of(lookup).answer(client, refusal);
    }
    return null;
  }

  private static @Nullable Decision decide(
      ConnectionCall mine,
      RequestHead head,
      String line,
      @Nullable Object poster,
      byte[] body,
      boolean streaming) {
    Decision repeated = mine.repeated(head, line, poster);
    if (repeated != null) {
      return repeated;
    }
    Call call = Call.of(Heads.WHERE, head);
    if (call == null) {
      return null;
    }
    DeferredBody deferred = streaming ? mine.deferred : null;
    byte[] whole = deferred == null ? body : deferred.whole();
    Decision decision;
    if (streaming && deferred == null) {
      // Recognised only by what was added behind getOutputStream.
      decision = call.unread(Exchange.Unread.DUPLEX, -1);
    } else if (whole == null) {
      decision = call.unread(Exchange.Unread.OVERSIZE, deferred == null ? -1 : deferred.length());
    } else {
      decision = call.whole(whole);
    }
    mine.decided(decision, line, poster);
    return decision;
  }

  /** A request's lines; copied when the first of them changes. */
  private static final class Written implements HeadEditor {
    private final ConnectionFields fields;
    private final Object original;
    private String line;
    Object header;

    Written(ConnectionFields fields, Object header, String line) {
      this.fields = fields;
      this.original = header;
      this.header = header;
      this.line = line;
    }

    private Object copy() throws Throwable {
      if (header == original) {
        header = fields.lines.copy(original);
      }
      return header;
    }

    @Override
    public void query(@Nullable String encoded) {
      int start = line.indexOf(' ') + 1;
      int end = line.lastIndexOf(' ');
      String target = line.substring(start, end);
      int mark = target.indexOf('?');
      String bare = mark < 0 ? target : target.substring(0, mark);
      line =
          line.substring(0, start)
              + (encoded == null ? bare : bare + '?' + encoded)
              + line.substring(end);
      edit(copied -> fields.lines.requestLine(copied, line));
    }

    @Override
    public void header(String name, List<String> values) {
      edit(
          copied -> {
            fields.lines.remove(copied, name);
            for (String value : values) {
              fields.lines.add(copied, name, value);
            }
          });
    }

    void length(int bytes) {
      edit(copied -> fields.lines.set(copied, "Content-Length", Integer.toString(bytes)));
    }

    private interface Edit {
      void apply(Object copied) throws Throwable;
    }

    private void edit(Edit edit) {
      try {
        edit.apply(copy());
      } catch (RuntimeException | Error failure) {
        throw failure;
      } catch (Throwable impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
