package dev.cordon.benchmarks.wire;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An engine with the default policy, called as a transport calls it. */
final class WireCall {
  private static final Library LIBRARY = new Library("benchmark", null);

  private final Engine engine = Engine.start(new EngineConfig());

  Exchange open(String path) {
    Exchange exchange =
        engine.open(
            new RequestHead(
                LIBRARY,
                "POST",
                "https",
                "api.openai.com",
                -1,
                path,
                null,
                type("application/json")));
    if (exchange == null) {
      throw new IllegalStateException("not recognised");
    }
    return exchange;
  }

  static int receive(Exchange exchange, String contentType, Iterable<byte[]> chunks) {
    StreamTransform transform = exchange.answer(200, type(contentType));
    int length = 0;
    for (byte[] chunk : chunks) {
      ByteBuffer out = transform.transform(ByteBuffer.wrap(chunk));
      length += out.remaining();
    }
    return length + transform.finish().remaining();
  }

  static HeaderSource type(String type) {
    return new HeaderSource() {
      @Override
      public @Nullable String first(String name) {
        return name.equalsIgnoreCase("content-type") ? type : null;
      }

      @Override
      public void forEach(BiConsumer<String, String> consumer) {
        consumer.accept("content-type", type);
      }
    };
  }
}
