package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.StreamTransform;
import dev.cordon.instrumentation.testing.WordGate;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerPushTest {
  @AfterEach
  void takeOut() {
    Cordon.install(null);
  }

  @Test
  void aTransformThatFailsLetsTheBytesThrough() throws Exception {
    WordGate gate = new WordGate();
    Cordon.install(gate);
    AnswerPush push =
        new AnswerPush("client", new FailingTransform(), ContentDecoder.of(List.of()));
    StringBuilder text = new StringBuilder();
    for (String chunk : List.of("one ", "two ", "three")) {
      text.append(UTF_8.decode(push.next(ByteBuffer.wrap(chunk.getBytes(UTF_8)))));
    }
    text.append(UTF_8.decode(push.finish()));
    assertEquals("one two three", text.toString());
    assertEquals("fault client transform IllegalStateException", gate.events().get(0));
  }

  @Test
  void bytesOfTheClientsOwnAreCopied() throws Exception {
    Cordon.install(new WordGate());
    AnswerPush push =
        new AnswerPush("client", new FailingTransform(), ContentDecoder.of(List.of()));
    byte[] lent = "one two".getBytes(UTF_8);
    ByteBuffer buffer = ByteBuffer.wrap(lent, 4, 3);
    ByteBuffer restored = push.nextOf(buffer);
    lent[4] = 'x'; // the client uses it again
    assertEquals("two", UTF_8.decode(restored).toString());
    assertEquals(4, buffer.position());
  }

  private static final class FailingTransform implements StreamTransform {
    @Override
    public boolean isIdentity() {
      return false;
    }

    @Override
    public ByteBuffer transform(ByteBuffer chunk) {
      chunk.get();
      throw new IllegalStateException("ours");
    }

    @Override
    public ByteBuffer finish() {
      throw new IllegalStateException("ours");
    }

    @Override
    public void abort(Throwable failure) {}
  }
}
