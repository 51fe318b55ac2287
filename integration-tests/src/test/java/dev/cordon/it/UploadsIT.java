package dev.cordon.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An unmodified application that uploads with openai-java. One JVM a cell of the matrix. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.cordon.it.Matrix#uploads")
record UploadsIT(Matrix cell) {
  private static Lab lab;

  @BeforeParameterizedClassInvocation
  static void start(Matrix cell) {
    lab = new Lab(cell).listed();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    try (Lab closing = lab) {
      closing.end();
    }
  }

  @Test
  void aTranscriptionsPromptLeavesAsTokensAndItsTextComesBackRestored() {
    Conversation vendor =
        lab.conversation(
            (request, wire) ->
                Answer.json(200, "{\"text\":" + Bodies.text(part(request, "prompt")) + "}")
                    .give(request, wire));
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call("transcription", vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    assertSoundIsWhole(vendor);
  }

  @Test
  void anImagesPromptLeavesAsTokensAndItsAnswerComesBackRestored() {
    Conversation vendor =
        lab.conversation(
            (request, wire) ->
                Answer.json(
                        200,
                        "{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\",\"revised_prompt\":"
                            + Bodies.text(part(request, "prompt"))
                            + "}]}")
                    .give(request, wire));
    assertEquals(
        Sample.PERSONAL_PROMPT,
        lab.call("imageEdit", vendor.baseUrl(), Sample.PERSONAL_PROMPT).value());
    assertSoundIsWhole(vendor);
  }

  @Test
  void aFileOfJsonLinesStaysOneAndLeavesWithoutTheValues() throws Exception {
    String line =
        "{\"custom_id\":\"r1\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":"
            + "{\"model\":\"echo-1\",\"messages\":[{\"role\":\"user\",\"content\":"
            + Bodies.text(Sample.PROMPT)
            + "}]}}\n";
    Conversation vendor =
        lab.conversation(
            Answer.json(
                200,
                "{\"id\":\"file-1\",\"object\":\"file\",\"bytes\":1,\"created_at\":1,"
                    + "\"filename\":\"batch.jsonl\",\"purpose\":\"batch\",\"status\":\"processed\"}"));
    String name = "batch " + Sample.EMAIL + ".jsonl";
    assertEquals("batch.jsonl", lab.call("file", vendor.baseUrl(), name, line + line).value());
    lab.assertNothingLeaked(vendor);
    String sent = part(vendor.only(), "file");
    assertEquals(2, sent.lines().count());
    for (String each : sent.lines().toList()) {
      assertEquals("r1", new ObjectMapper().readTree(each).get("custom_id").asText());
    }
    lab.span();
  }

  private static void assertSoundIsWhole(Conversation vendor) {
    lab.assertNothingLeaked(vendor);
    Received request = vendor.only();
    String sent = new String(request.body(), ISO_8859_1);
    assertTrue(sent.contains("RIFF\0\0\u00ff\u00fe\r\n"), "the binary part is whole");
    if (request.header("transfer-encoding") == null) { // 3.x doesn't know how long it is
      assertEquals(String.valueOf(request.body().length), request.header("content-length"));
    }
    lab.span();
  }

  /** Takes a part out of a multipart body, as RFC 7578 writes it. */
  private static String part(Received request, String name) {
    Matcher part =
        Pattern.compile("name=\"?" + name + "\"?.*?\r\n\r\n(.*?)\r\n--", Pattern.DOTALL)
            .matcher(request.text());
    assertTrue(part.find(), request.text());
    return part.group(1);
  }
}
