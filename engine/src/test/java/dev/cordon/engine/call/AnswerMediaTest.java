package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.MediaCounts;
import dev.cordon.engine.audit.MediaKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer holds beside texts is counted, and stays as it is. */
class AnswerMediaTest {
  private static final String PNG = media(new int[] {0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 501);
  private static final String JPEG = media(new int[] {0xFF, 0xD8, 0xFF, 0xE0}, 300);
  private static final String WAV = media(chars("RIFF0000WAVEfmt "), 200);
  private static final String PCM = media(new int[] {1, 0, 2, 0}, 96);

  private final TestCalls.Records records = new TestCalls.Records();

  /** One a policy: making one takes longer than a call. */
  private final Map<String, Engine> engines = new HashMap<>();

  private static int[] chars(String text) {
    return text.chars().toArray();
  }

  /** Returns the base64 of bytes that begin so and are so many. */
  private static String media(int[] magic, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i < magic.length ? magic[i] : i * 31);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String counts(String host, String path, String type, String answer) {
    String counts = null;
    byte[] bytes = answer.getBytes(UTF_8);
    for (String mode : List.of("enforce", "observe")) {
      for (int cut = 0; cut <= bytes.length; cut += 1 + cut / 40) {
        records.ended.clear();
        Engine engine =
            engines.computeIfAbsent(
                mode,
                any ->
                    Engine.start(
                        config(policy("mode: " + mode, "output: {scan: true}")).observer(records)));
        Exchange exchange = engine.open(TestCalls.post(host, path));
        assertNull(
            exchange
                .judge("{\"model\":\"m\",\"messages\":[],\"input\":\"x\"}".getBytes(UTF_8))
                .refusal());
        StreamTransform transform =
            exchange.answer(200, TestCalls.headers(Map.of("content-type", type)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, transform.transform(ByteBuffer.wrap(Arrays.copyOfRange(bytes, 0, cut))));
        put(
            out,
            transform.transform(ByteBuffer.wrap(Arrays.copyOfRange(bytes, cut, bytes.length))));
        put(out, transform.finish());
        assertArrayEquals(bytes, out.toByteArray());
        String now = text(records.only());
        assertEquals(counts == null ? now : counts, now, mode + " " + cut);
        counts = now;
      }
    }
    return counts;
  }

  private static void put(ByteArrayOutputStream out, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }

  private static String text(ExchangeRecord record) {
    MediaCounts media = record.detached().media();
    StringBuilder text = new StringBuilder();
    for (MediaKind kind : MediaKind.values()) {
      if (media != null && media.count(kind) > 0) {
        text.append(kind.id()).append(' ').append(media.count(kind)).append(' ');
        text.append(media.bytes(kind)).append(';');
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api.openai.com|/v1/images/generations|{\"data\":[{\"b64_json\":\"PNG\"},{\"b64_json\":\"JPEG\"}]}|image"
            + " 2 801;",
        "api.openai.com|/v1/images/generations|{\"data\":[{\"url\":\"https://files.example/a.png?sig=1\"}]}|image"
            + " 1 0;",
        "api.openai.com|/v1/responses|{\"output\":[{\"type\":\"image_generation_call\",\"result\":\"PNG\"}]}|image"
            + " 1 501;",
        "api.openai.com|/v1/chat/completions|{\"choices\":[{\"message\":{\"audio\":{\"data\":\"WAV\",\"transcript\":\"hi\"}}}]}|sound"
            + " 1 200;",
        "api.openai.com|/v1/chat/completions|{\"choices\":[{\"message\":{\"images\":[{\"image_url\":{\"url\":\"data:image/png;base64,PNG\"}}]}}]}|image"
            + " 1 501;",
        "api.openai.com|/v1/chat/completions|{\"choices\":[{\"message\":{\"content\":\"See"
            + " ![x](data:image/png;base64,PNG) and ![y](data:image/jpeg;base64,JPEG).\"}}]}|image"
            + " 2 801;",
        "api.openai.com|/v1/chat/completions|{\"choices\":[{\"message\":{\"content\":\"metadata:"
            + " image/png, data: 12, data:text/plain,hello data:image\"}}]}|''",
        "generativelanguage.googleapis.com|/v1beta/models/g:generateContent|{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"PNG\"}},{\"inlineData\":{\"mimeType\":\"audio/L16;rate=24000\",\"data\":\"PCM\"}}]}}]}|image"
            + " 1 501;sound 1 96;",
        "eu-aiplatform.googleapis.com|/v1/projects/p/locations/l/publishers/google/models/imagen:predict|{\"predictions\":[{\"bytesBase64Encoded\":\"PNG\",\"mimeType\":\"image/png\"}]}|image"
            + " 1 501;",
        "bedrock-runtime.eu-west-1.amazonaws.com|/model/amazon.nova-pro/converse|{\"output\":{\"message\":{\"content\":[{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"PNG\"}}}]}}}|image"
            + " 1 501;",
        "bedrock-runtime.eu-west-1.amazonaws.com|/model/amazon.nova-canvas/invoke|{\"images\":[\"PNG\",\"JPEG\"]}|image"
            + " 2 801;",
        "api.mistral.ai|/v1/ocr|{\"pages\":[{\"markdown\":\"![a](a.jpeg)\",\"images\":[{\"id\":\"a.jpeg\",\"image_base64\":\"data:image/jpeg;base64,JPEG\"}]}]}|image"
            + " 1 300;",
      })
  void whatABodyHoldsIsCounted(String host, String path, String answer, String expected) {
    assertEquals(expected, counts(host, path, "application/json", filled(answer)));
  }

  private static String filled(String form) {
    return form.replaceAll("\\bPNG\\b", PNG)
        .replaceAll("\\bJPEG\\b", JPEG)
        .replaceAll("\\bWAV\\b", WAV)
        .replaceAll("\\bPCM\\b", PCM);
  }

  @Test
  void whatAStreamRepeatsAtItsEndCountsOnce() {
    String events =
        "data:"
            + " {\"type\":\"response.output_item.done\",\"item\":{\"type\":\"image_generation_call\",\"result\":\"PNG\"}}\n\n"
            + "data:"
            + " {\"type\":\"response.completed\",\"response\":{\"output\":[{\"type\":\"image_generation_call\",\"result\":\"PNG\"}]}}\n\n";
    assertEquals(
        "image 1 501;",
        counts("api.openai.com", "/v1/responses", "text/event-stream", filled(events)));
  }

  @Test
  void aDataUrlIsCountedInDeltasOfAnySize() {
    String text = "See ![x](data:image/png;base64," + PNG + ")!";
    for (int size : new int[] {1, 2, 3, 5, 7, 50, 1000}) {
      StringBuilder events = new StringBuilder();
      for (String delta : text.split("(?<=\\G.{" + size + "})")) {
        events.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"").append(delta);
        events.append("\"}}]}\n\n");
      }
      records.ended.clear();
      Engine engine = Engine.start(config(policy()).observer(records));
      Exchange exchange = engine.open(TestCalls.chat());
      exchange.judge(TestCalls.message("x"));
      StreamTransform transform =
          exchange.answer(200, TestCalls.headers(Map.of("content-type", "text/event-stream")));
      transform.transform(ByteBuffer.wrap(events.toString().getBytes(UTF_8)));
      transform.finish();
      assertEquals("image 1 501;", text(records.only()), "size " + size);
    }
  }

  @Test
  void aBodyThatIsAPictureOrASoundIsOne() {
    assertEquals(
        "image 1 4;", counts("api-inference.huggingface.co", "/models/x", "image/png", "abcd"));
    assertEquals("sound 1 4;", counts("api.openai.com", "/v1/audio/speech", "audio/mpeg", "abcd"));
  }

  @Test
  void ofTheLiveApiEachPieceIsCounted() {
    Engine engine = Engine.start(config(policy()).observer(records));
    Exchange exchange =
        engine.open(
            TestCalls.head(
                "GET",
                "generativelanguage.googleapis.com",
                "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
                "key=k",
                Map.of("upgrade", "websocket")));
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    for (String data : List.of(PCM, WAV)) {
      String frame =
          "{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"audio/pcm\",\"data\":\""
              + data
              + "\"}}]}}}";
      assertEquals(frame, new String(socket.receive(frame.getBytes(UTF_8)).get(0), UTF_8));
    }
    socket.close(null);
    assertEquals("sound 2 296;", text(records.only()));
  }
}
