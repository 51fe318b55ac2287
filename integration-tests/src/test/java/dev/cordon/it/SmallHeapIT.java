package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application with a heap of 128 MiB and a vendor that sends events without end. */
final class SmallHeapIT {
  private static final String BEFORE = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
  private static final String AFTER = "\"}}]}\n\ndata: [DONE]\n\n";
  private static final byte[] PIECE = "aaaaaaaa".repeat(8192).getBytes(StandardCharsets.UTF_8);
  private static final int PIECES = 1600;

  static List<Matrix> cells() {
    return List.of(
        Matrix.okHttp().findFirst().orElseThrow(), Matrix.javaHttp().findFirst().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void oneEventOfAHundredMegabytesPassesThrough(Matrix cell) {
    try (Lab lab = Lab.of(cell, app -> app.jvm("-Xmx128m"))) {
      Conversation endless =
          lab.conversation(
              Answer.longStream("text/event-stream", utf8(BEFORE), PIECE, PIECES, utf8(AFTER)));
      long sent = BEFORE.length() + (long) PIECE.length * PIECES + AFTER.length();
      App.Reply reply = lab.call("drained", url(endless), Bodies.stream("mail " + Sample.EMAIL));
      assertTrue(reply.value().endsWith(Long.toString(sent)), reply.text() + " of " + sent);
      lab.span();

      Conversation next = lab.conversation(EchoModel.answer());
      String scenario = cell.program().equals("okhttp") ? "post" : "ofString";
      App.Reply echoed = lab.call(scenario, url(next), Bodies.chat("mail " + Sample.EMAIL));
      assertTrue(echoed.value().contains("mail " + Sample.EMAIL), echoed.text());
      assertEquals(1, next.requests().size());
      lab.assertNothingLeaked(endless);
      lab.assertNothingLeaked(next);
      lab.end();
    }
  }

  private static String url(Conversation conversation) {
    return conversation.baseUrl() + "/chat/completions";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
