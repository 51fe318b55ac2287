package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.BedrockModel;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.SigV4;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A framework on the AWS SDK needs nothing of its own. */
class LangChain4jBedrockIT {
  @Test
  void conversationsLeaveRedactedUnderAFittingSignatureAndComeBack() {
    try (Lab lab = new Lab(Matrix.langChain4jBedrock()).listed()) {
      for (String scenario : List.of("chat", "stream")) {
        Conversation vendor = lab.conversation(BedrockModel.answer(3, 17));
        assertEquals(
            Sample.PERSONAL_PROMPT,
            lab.call(scenario, vendor.url(), Sample.PERSONAL_PROMPT).value());
        lab.assertNothingLeaked(vendor);
        assertTrue(vendor.only().text().contains("EMAIL_"), vendor.only().text());
        SigV4.assertSigned(vendor.only(), "test-secret");
        assertEquals("7", OtlpReceiver.attribute(lab.span(), "gen_ai.usage.output_tokens"));
      }
      lab.end();
    }
  }
}
