package dev.cordon.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecognitionTest {
  private static final HeaderSource HANDSHAKE =
      new HeaderSource() {
        @Override
        public @Nullable String first(String name) {
          return name.equalsIgnoreCase("upgrade") ? "websocket" : null;
        }

        @Override
        public void forEach(BiConsumer<String, String> header) {
          header.accept("upgrade", "websocket");
        }
      };

  @Test
  void aPathIsRecognisedByItsMethodHoweverOftenItIsAsked() {
    for (int i = 0; i < 3; i++) {
      assertNull(Recognition.format(head("GET", "/orders/7", HeaderSource.NONE)));
      assertNull(Recognition.format(head("PUT", "/v1/chat/completions", HeaderSource.NONE)));
      assertNull(Recognition.format(head("GET", "/v1/responses", HeaderSource.NONE)));
      assertEquals("openai.responses", id(head("POST", "/v1/responses", HeaderSource.NONE)));
      assertEquals("openai.responses", id(head("GET", "/v1/responses", HANDSHAKE)));
    }
  }

  @Test
  void pathsThatShareAPlaceAreKeptApart() {
    // "Aa" and "BB" have one hash
    for (int i = 0; i < 3; i++) {
      assertNull(Recognition.format(head("POST", "/Aa/x", HeaderSource.NONE)));
      assertNull(Recognition.format(head("POST", "/BB/x", HeaderSource.NONE)));
      assertEquals("openai.chat", id(head("POST", "/Aa/v1/chat/completions", HeaderSource.NONE)));
      assertEquals("openai.chat", id(head("POST", "/BB/v1/chat/completions", HeaderSource.NONE)));
    }
  }

  private static String id(RequestHead head) {
    WireFormat format = Recognition.format(head);
    return format == null ? "none" : format.id();
  }

  private static RequestHead head(String method, String path, HeaderSource headers) {
    Library library = new Library("test", null);
    return new RequestHead(library, method, "https", "api.example.com", 443, path, null, headers);
  }
}
