package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.detector.onnx.TinyModel;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Places;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The detector that runs a model, from its folder of jars, in real applications. */
class LanguageModelIT {
  private static final String PROMPT = "the Quokka sails with Blaufuchs at dawn";

  private static Path policy(Path model, String... more) {
    return Policies.of(
        "detectors:",
        "  jars: [" + Places.project().resolve("detector-onnx/target/detector") + "]",
        "  timeout: 60s",
        "  settings:",
        "    onnx: {model: " + model + ", types: SHIP=custom.code_name}",
        String.join("\n", more));
  }

  private static Path model() throws Exception {
    return new TinyModel()
        .knows("B-SHIP", "Quokka", "Blau", "Mole")
        .knows("I-SHIP", "##fuchs")
        .knows("O", "the", "sails", "with", "at", "dawn")
        .write(Places.scratch("model"));
  }

  @ParameterizedTest
  @MethodSource("dev.cordon.it.Matrix#javaHttp")
  void whatTheModelFindsLeavesAsATokenAndComesBack(Matrix cell) throws Exception {
    Path trail = Places.scratch("model-audit").resolve("audit.jsonl");
    Path policy = policy(model(), "audit: {file: " + trail + "}");
    try (Lab lab = Lab.of(cell, app -> app.policy(policy))) {
      Conversation vendor = lab.conversation(EchoModel.answer());
      String url = vendor.baseUrl() + "/chat/completions";
      String reply = lab.call("ofString", url, Bodies.chat(PROMPT)).value();
      assertTrue(reply.contains(PROMPT), reply);
      String sent = vendor.only().text();
      assertFalse(sent.contains("Quokka") || sent.contains("fuchs"), sent);
      assertTrue(sent.contains("sails with"), sent);
      assertEquals(0, lab.app().stop());
      String others = lab.app().err().text().replaceAll("(?m)^(\\[cordon]|WARNING:) .*$", "");
      assertEquals("", others.trim(), "neither library speaks");
    }
    assertTrue(Files.readString(trail).contains("\"type\":\"custom.code_name\""), "counted");
  }

  @Test
  void aWrongSettingIsToldWithItsLineAndTheApplicationStarts() throws Exception {
    Matrix cell = Matrix.javaHttp().findFirst().orElseThrow();
    Path policy = policy(Path.of("/absent"), "mode: observe");
    try (App app = cell.app().policy(policy).start()) {
      assertEquals(0, app.stop());
      String said = app.err().text();
      assertTrue(
          said.contains(
              policy + ":6:5: detectors.settings: onnx: model: there is no folder /absent"),
          said);
    }
  }
}
