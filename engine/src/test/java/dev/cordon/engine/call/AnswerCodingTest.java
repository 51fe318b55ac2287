package dev.cordon.engine.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.head.AcceptedCodings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer that must be restored is asked for in a coding that can be undone. */
class AnswerCodingTest {
  private static Verdict judge(String accept, String content, String... policy) {
    Engine engine = Engine.start(TestCalls.config(TestCalls.policy(policy)));
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Accept-Encoding", accept);
    RequestHead head =
        TestCalls.head("POST", "api.openai.com", "/v1/chat/completions", null, headers);
    return engine.open(head).judge(TestCalls.message(content));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gzip, deflate, br, zstd | gzip, deflate
          br;q=1.0, gzip;q=0.8, *;q=0.1 | gzip;q=0.8
          br | identity
          zstd,,GZIP | GZIP
          """)
  void codingsThatNobodyCanUndoAreNotAskedFor(String accept, String sent) {
    assertEquals(
        Map.of("accept-encoding", sent), judge(accept, "I am jane@acme-mail.net").headers());
  }

  @ParameterizedTest
  @CsvSource({"gzip", "identity", "'gzip, deflate;q=0.5'"})
  void othersStay(String accept) {
    assertTrue(judge(accept, "I am jane@acme-mail.net").headers().isEmpty());
  }

  @Test
  void anAnswerThatNobodyReadsMayComeAsItLikes() {
    assertTrue(judge("br", "hello").headers().isEmpty());
    assertEquals(
        Map.of("accept-encoding", "identity"),
        judge("br", "hello", "output: {scan: true}").headers());
  }

  @Test
  void nothingIsAskedForWhereTheRequestAsksForNothing() {
    assertNull(AcceptedCodings.readable(null));
    assertNull(AcceptedCodings.readable(""));
  }
}
