package dev.cordon.instrumentation.jetty9;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.client.AsyncContentProvider;
import org.eclipse.jetty.client.api.ContentProvider;
import org.eclipse.jetty.client.api.ContentResponse;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Result;
import org.eclipse.jetty.client.util.ByteBufferContentProvider;
import org.eclipse.jetty.client.util.BytesContentProvider;
import org.eclipse.jetty.client.util.DeferredContentProvider;
import org.eclipse.jetty.client.util.FormContentProvider;
import org.eclipse.jetty.client.util.InputStreamContentProvider;
import org.eclipse.jetty.client.util.MultiPartContentProvider;
import org.eclipse.jetty.client.util.OutputStreamContentProvider;
import org.eclipse.jetty.client.util.PathContentProvider;
import org.eclipse.jetty.client.util.StringContentProvider;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies of every kind that the client has. Run by {@link EveryVersionTest}. */
public class BodyScenarios extends Scene {
  private static final int PIECE = 5;

  private final List<Path> files = new ArrayList<>();

  @AfterEach
  void deleteFiles() throws IOException {
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** Makes a body of each kind. */
  private Map<String, Function<String, ContentProvider>> kinds() {
    Map<String, Function<String, ContentProvider>> kinds = new LinkedHashMap<>();
    kinds.put("bytes", text -> new BytesContentProvider(halves(text).toArray(new byte[0][])));
    kinds.put("string", StringContentProvider::new);
    kinds.put("buffers", text -> new ByteBufferContentProvider(buffers(text)));
    kinds.put(
        "stream", text -> new InputStreamContentProvider(new ByteArrayInputStream(bytes(text))));
    kinds.put("file", this::file);
    kinds.put("written before", text -> closed(new DeferredContentProvider(buffers(text))));
    kinds.put("written later", BodyScenarios::later);
    kinds.put("output stream", BodyScenarios::outputStream);
    kinds.put("the application's", Pieces::new);
    kinds.put("the application's, later", LatePieces::new);
    return kinds;
  }

  private static List<byte[]> halves(String text) {
    int half = text.length() / 2;
    return List.of(bytes(text.substring(0, half)), bytes(text.substring(half)));
  }

  private static ByteBuffer[] buffers(String text) {
    return halves(text).stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
  }

  private static DeferredContentProvider closed(DeferredContentProvider content) {
    content.close();
    return content;
  }

  private ContentProvider file(String text) {
    try {
      Path file = Files.createTempFile("body", ".json");
      files.add(file);
      Files.writeString(file, text);
      return new PathContentProvider(JSON, file, PIECE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ContentProvider later(String text) {
    DeferredContentProvider content = new DeferredContentProvider();
    Thread writer =
        new Thread(
            () -> {
              for (byte[] half : halves(text)) {
                content.offer(ByteBuffer.wrap(half));
              }
              content.close();
            },
            "writer");
    writer.start();
    return content;
  }

  private static ContentProvider outputStream(String text) {
    OutputStreamContentProvider content = new OutputStreamContentProvider();
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = content.getOutputStream()) {
                for (byte[] half : halves(text)) {
                  out.write(half);
                }
              } catch (IOException refused) {
                // as an application would, that is told that nobody reads
              }
            },
            "writer");
    writer.start();
    return content;
  }

  /** A body that an application makes itself, of unknown length. */
  private static class Pieces implements ContentProvider {
    private final byte[] bytes;

    Pieces(String text) {
      bytes = bytes(text);
    }

    @Override
    public long getLength() {
      return -1;
    }

    @Override
    public Iterator<ByteBuffer> iterator() {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < bytes.length;
        }

        @Override
        public ByteBuffer next() {
          int count = Math.min(PIECE, bytes.length - at);
          at += count;
          return ByteBuffer.wrap(bytes, at - count, count);
        }
      };
    }
  }

  /** The same, each piece of which comes when the one before was taken. */
  private static final class LatePieces extends Pieces implements AsyncContentProvider {
    private @Nullable Listener listener;

    LatePieces(String text) {
      super(text);
    }

    @Override
    public void setListener(Listener listener) {
      this.listener = listener;
      listener.onContent();
    }

    @Override
    public Iterator<ByteBuffer> iterator() {
      Iterator<ByteBuffer> pieces = super.iterator();
      return new LateIterator(pieces);
    }

    private final class LateIterator implements Iterator<ByteBuffer>, Callback {
      private final Iterator<ByteBuffer> pieces;
      private boolean isThere;

      LateIterator(Iterator<ByteBuffer> pieces) {
        this.pieces = pieces;
      }

      @Override
      public synchronized boolean hasNext() {
        return pieces.hasNext();
      }

      @Override
      public synchronized @Nullable ByteBuffer next() {
        if (!isThere) {
          new Thread(this::arrive, "late-piece").start();
          return null;
        }
        isThere = false;
        return pieces.next();
      }

      private void arrive() {
        synchronized (this) {
          isThere = true;
        }
        listener.onContent();
      }

      @Override
      public void succeeded() {}

      @Override
      public void failed(Throwable failure) {}
    }
  }

  @Test
  public void everyBodyLeavesWithoutTheValueAndTheAnswerComesWithIt() throws Exception {
    for (Map.Entry<String, Function<String, ContentProvider>> kind : kinds().entrySet()) {
      server.requests().clear();
      ContentResponse answer = post(kind.getValue().apply(chat("mail " + VALUE))).send();
      assertEquals(completion("mail " + VALUE), answer.getContentAsString(), kind.getKey());
      assertNoValueLeft();
    }
  }

  @Test
  public void everyBodyWithoutFindingsIsSentAsItIs() throws Exception {
    for (Map.Entry<String, Function<String, ContentProvider>> kind : kinds().entrySet()) {
      server.requests().clear();
      ContentResponse answer = post(kind.getValue().apply(chat("hello"))).send();
      assertEquals(completion("hello"), answer.getContentAsString(), kind.getKey());
      assertTrue(server.requests().get(0).endsWith(chat("hello")), server.requests()::toString);
    }
  }

  @Test
  public void everyBodyIsRefusedBeforeAByteOfItLeaves() throws Exception {
    policy("redact:", "  email_address: block");
    for (Map.Entry<String, Function<String, ContentProvider>> kind : kinds().entrySet()) {
      ContentResponse answer = post(kind.getValue().apply(chat(VALUE))).send();
      assertEquals(403, answer.getStatus(), kind.getKey());
      assertNothingLeft();
    }
  }

  @Test
  public void everyBodyThatIsTooLargeIsSentWholeWherePolicyLetsIt() throws Exception {
    policy("max_body_bytes: 64", "on_oversize: allow");
    String text = "hello ".repeat(200);
    for (Map.Entry<String, Function<String, ContentProvider>> kind : kinds().entrySet()) {
      server.requests().clear();
      ContentResponse answer = post(kind.getValue().apply(chat(text))).send();
      assertEquals(completion(text), answer.getContentAsString(), kind.getKey());
      assertTrue(server.requests().get(0).endsWith(chat(text)), kind.getKey());
    }
  }

  @Test
  public void aFormLeavesWithoutTheValue() throws Exception {
    Fields fields = new Fields();
    fields.put("model", "m");
    fields.put("prompt", "mail " + VALUE);
    policy("hosts:", "  127.0.0.1: openai");
    client.POST(server.url("/v1/completions")).content(new FormContentProvider(fields)).send();
    String sent = server.requests().toString().replace("%40", "@");
    assertFalse(sent.contains(VALUE), sent);
  }

  @Test
  public void aMultipartBodyLeavesWithoutTheValue() throws Exception {
    policy("hosts:", "  127.0.0.1: openai");
    MultiPartContentProvider parts = new MultiPartContentProvider("b");
    parts.addFieldPart("model", new StringContentProvider("whisper-1"), null);
    parts.addFieldPart("prompt", new StringContentProvider("mail " + VALUE), null);
    InputStream audio = new ByteArrayInputStream(new byte[] {1, 2, 3});
    parts.addFilePart("file", "a.wav", new InputStreamContentProvider(audio), null);
    parts.close();
    client
        .POST(server.url("/v1/audio/transcriptions"))
        .content(parts)
        .timeout(SECONDS, TimeUnit.SECONDS)
        .send();
    assertNoValueLeft();
    assertTrue(server.requests().get(0).contains("name=\"prompt\""), server.requests()::toString);
    assertTrue(server.requests().get(0).contains("\1\2\3"), server.requests()::toString);
  }

  @Test
  public void aPartThatComesLaterIsWaitedFor() throws Exception {
    policy("hosts:", "  127.0.0.1: openai");
    MultiPartContentProvider parts = new MultiPartContentProvider("b");
    parts.addFieldPart("model", new StringContentProvider("whisper-1"), null);
    parts.addFieldPart("prompt", later("mail " + VALUE), null);
    parts.addFilePart("file", "a.wav", new BytesContentProvider(new byte[] {1, 2, 3}), null);
    parts.close();
    client
        .POST(server.url("/v1/audio/transcriptions"))
        .content(parts)
        .timeout(SECONDS, TimeUnit.SECONDS)
        .send();
    assertNoValueLeft();
    assertTrue(server.requests().get(0).contains("\1\2\3"), server.requests()::toString);
  }

  /** A piece, and how often its callback heard of its end. */
  private static final class Told implements Callback {
    final AtomicInteger succeeded = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();

    @Override
    public void succeeded() {
      succeeded.incrementAndGet();
    }

    @Override
    public void failed(Throwable failure) {
      failed.incrementAndGet();
    }
  }

  @Test
  public void whoeverWritesIsToldOnceOfEachPiece() throws Exception {
    for (String[] policy : List.of(new String[0], new String[] {"max_body_bytes: 64"})) {
      for (String text : List.of("mail " + VALUE, "hello ".repeat(50))) {
        policy(policy.length == 0 ? policy : new String[] {policy[0], "on_oversize: allow"});
        List<Told> told = new ArrayList<>();
        DeferredContentProvider content = new DeferredContentProvider();
        CompletableFuture<Result> end = new CompletableFuture<>();
        post(content).send(end::complete);
        for (int i = 0; i < chat(text).length(); i += PIECE) {
          Told piece = new Told();
          told.add(piece);
          String part = chat(text).substring(i, Math.min(chat(text).length(), i + PIECE));
          content.offer(ByteBuffer.wrap(bytes(part)), piece);
        }
        content.close();
        assertFalse(end.get(SECONDS, TimeUnit.SECONDS).isFailed());
        for (Told piece : told) {
          assertEquals(1, piece.succeeded.get());
          assertEquals(0, piece.failed.get());
        }
      }
    }
  }

  @Test
  public void whoeverWritesARefusedBodyIsTold() throws Exception {
    policy("max_body_bytes: 64");
    OutputStreamContentProvider content = new OutputStreamContentProvider();
    CompletableFuture<Result> end = new CompletableFuture<>();
    post(content).send(end::complete);
    OutputStream out = content.getOutputStream();
    byte[] piece = bytes("hello ".repeat(5));
    assertThrows(
        IOException.class,
        () -> {
          while (true) {
            out.write(piece);
          }
        });
    assertEquals(403, end.get(SECONDS, TimeUnit.SECONDS).getResponse().getStatus());
    assertNothingLeft();
  }

  @Test
  public void aBodyThatFailsFailsTheRequest() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("planned");
          }
        };
    Request request = post(new InputStreamContentProvider(broken));
    ExecutionException failed = assertThrows(ExecutionException.class, request::send);
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    assertEquals("planned", root.getMessage());
    assertNothingLeft();
  }

  @Test
  public void aRequestThatIsGivenUpBeforeItsBodyCameIsNotSent() throws Exception {
    DeferredContentProvider content = new DeferredContentProvider(ByteBuffer.wrap(bytes("{")));
    CompletableFuture<Result> end = new CompletableFuture<>();
    Request request = post(content);
    request.send(end::complete);
    assertTrue(request.abort(new IOException("given up")));
    assertInstanceOf(IOException.class, end.get(SECONDS, TimeUnit.SECONDS).getFailure());
    content.close();
    assertNothingLeft();
    assertEquals(List.of(), gate.ended());
  }
}
