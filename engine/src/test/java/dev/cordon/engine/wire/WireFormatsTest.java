package dev.cordon.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.engine.SyntheticAnswer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatsTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, openai.chat",
    "/chat/completions/, openai.chat",
    "/api/v1/chat/completions, openai.chat",
    "/openai/v1/chat/completions, openai.chat",
    "/openai/deployments/my-model/chat/completions, openai.chat",
    "/v1/completions, openai.completions",
    "/v1/responses, openai.responses",
    "/openai/deployments/my-model/embeddings, openai.embeddings",
  })
  void pathsOnAnyBaseAreKnown(String path, String format) {
    assertEquals(format, WireFormats.catalogue().match("POST", path).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/users", "/completionsx", "/\u00e6"})
  void otherPathsAreNot(String path) {
    assertNull(WireFormats.catalogue().match("POST", path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/V1/CHAT/COMPLETIONS",
        "/v1/chat%2Fcompletions",
        "/v1/%63hat/completions",
        "/v1/%2563hat/completions",
        "//v1//chat//completions",
        "/v1/chat/completions;a=b",
        "/v1/chat;x=/completions",
        "/v1/chat/completions.json",
        "/v1/chat/completions%20",
        "/v1/chat/completions/.",
        "/v1/./chat/x/../completions",
        "/v1\\chat%5ccompletions",
        "/v1/chat/completions.",
        "/v1/chat/completions%2f%2F"
      })
  void aPathIsReadAsServersReadIt(String path) {
    assertEquals("openai.chat", WireFormats.catalogue().match("POST", path).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions%zz",
        "/v1/chat/completions%2fx",
        "/v1/chat/..",
        "/%",
        "/;",
        "/.json"
      })
  void anUnusualPathIsNoAiCallForThat(String path) {
    assertNull(WireFormats.catalogue().match("POST", path));
  }

  @Test
  void everyFormatsRulesCanBeRead() {
    for (String id : WireFormats.catalogue().ids()) {
      WireFormat format = WireFormats.catalogue().byId(id);
      assertNotNull(format.requestRules(), id);
      assertNotNull(format.answerRules(), id);
      assertEquals(403, format.errorAnswer(403, "policy_violation", "x").status(), id);
    }
  }

  @Test
  void everyErrorFormIsJson() throws Exception {
    for (String id : WireFormats.catalogue().ids()) {
      byte[] body = WireFormats.catalogue().byId(id).errorAnswer(403, "c", "a \"b\"\n").body();
      assertTrue(new ObjectMapper().readTree(body).toString().contains("a \\\"b\\\"\\n"), id);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/messages, anthropic.messages",
    "POST, /v1/threads/t_1/messages, openai.threads",
    "POST, /v1/messages/batches, anthropic.batches",
    "GET, /v1/messages/batches/b_1/results, openai.file_content",
    "POST, /v1/projects/p/locations/l/publishers/anthropic/models/claude@1:streamRawPredict, anthropic.vertex",
    "POST, /v1beta/models/gemini-2.5-flash:streamGenerateContent, gemini.generate_content",
    "POST, /v1beta/tunedModels/t:generateContent, gemini.generate_content",
    "POST, /model/anthropic.claude-3-haiku-20240307-v1:0/invoke-with-response-stream, bedrock.invoke",
    "POST, /model/amazon.nova-lite-v1%3A0/converse, bedrock.converse",
    "POST, /v2/chat, cohere.chat",
    "POST, /api/chat, ollama.chat",
    "POST, /api/embeddings, ollama.embed",
    "POST, /v1/fim/completions, mistral.fim",
    "POST, /v1/images/edits, openai.images",
    "GET, /v1/files/file-1/content, openai.file_content",
    "GET, /v1/responses/resp_1, openai.responses_stored",
    "POST, /models/openai-community/gpt2, huggingface.generation",
    "POST, /hf-inference/models/o/m/pipeline/feature-extraction, huggingface.embeddings",
    "POST, /pipeline/feature-extraction/sentence-transformers/m, huggingface.embeddings",
    "POST, /models/chat/completions, openai.chat",
    "POST, /models/embeddings, openai.embeddings",
    "POST, /v1/models/meta/meta-llama-3-8b-instruct/predictions, replicate.predictions",
    "POST, /ml/v1/text/generation_stream, watsonx.generation",
    "POST, /ml/v1/text/embeddings, watsonx.embeddings",
    "POST, /api/v1/services/aigc/text-generation/generation, dashscope.generation",
    "POST, /api/v1/services/aigc/multimodal-generation/generation, dashscope.generation",
    "POST, /api/v1/services/embeddings/text-embedding/text-embedding, dashscope.embeddings",
    "POST, /api/v1/services/rerank/text-rerank/text-rerank, dashscope.rerank",
    "POST, /rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions, qianfan.chat",
    "POST, /rpc/2.0/ai_custom/v1/wenxinworkshop/chat/ernie-4.0-8k-0329, qianfan.chat",
    "POST, /rpc/2.0/ai_custom/v1/wenxinworkshop/completions/sqlcoder_7b, qianfan.completions",
    "POST, /rpc/2.0/ai_custom/v1/wenxinworkshop/image2text/fuyu_8b, qianfan.completions",
    "POST, /rpc/2.0/ai_custom/v1/wenxinworkshop/embeddings/embedding-v1, qianfan.embeddings",
    "POST, /rpc/2.0/ai_custom/v1/wenxinworkshop/reranker/bce_reranker_base, qianfan.rerank",
    "POST, /api/paas/v4/chat/completions, openai.chat",
    "POST, /api/paas/v4/embeddings, openai.embeddings",
    "POST, /api/paas/v4/images/generations, openai.images",
  })
  void everyVendorsPathsAreKnown(String method, String path, String format) {
    assertEquals(format, WireFormats.catalogue().match(method, path).id());
  }

  @ParameterizedTest
  @CsvSource({
    "/openai/deployments/my-gpt/chat/completions, my-gpt",
    "/v1beta/models/gemini-2.5-flash:streamGenerateContent, gemini-2.5-flash",
    "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke, anthropic.claude-3-haiku-20240307-v1:0",
    "/model/amazon.nova-lite-v1%3A0/converse, amazon.nova-lite-v1:0",
    "/models/openai-community/gpt2, openai-community/gpt2",
    "/v1/models/meta/meta-llama-3-8b-instruct/predictions, meta/meta-llama-3-8b-instruct",
    "/hf-inference/models/o/m/pipeline/feature-extraction, o/m",
    "/models/gpt2, gpt2",
    "/models/chat/completions,",
    "/models/embeddings,",
    "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions_pro, completions_pro",
    "/rpc/2.0/ai_custom/v1/WenxinWorkshop/text2image/sd_xl/, sd_xl",
    "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat,",
    "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/,",
    "/v1/chat/completions,",
    "/v1beta/tunedModels/mine:generateContent, mine",
    "/openai/deployments/gpt%2D4o/chat/completions, gpt-4o",
    "/openai//Deployments/./gpt-4o/x/../chat/completions, gpt-4o",
    "/openai%2Fdeployments%2Fgpt-4o%2Fchat%2Fcompletions, gpt-4o",
    "/v1beta/models/gemini%252D2.5-pro%3AgenerateContent, gemini-2.5-pro",
    "/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A%3Afoundation-model%2Fanthropic.x/converse, arn:aws:bedrock:eu-west-1::foundation-model/anthropic.x",
  })
  void modelsInPathsAreFound(String path, String model) {
    assertEquals(model, WireFormats.modelInPath(path));
  }

  @ParameterizedTest
  @CsvSource({
    "openai.images, prompt, image, true",
    "openai.images, x, image, false",
    "openai.transcriptions, file, model, true",
    "openai.transcriptions, file, prompt, false",
    "openai.transcriptions, file, models, false",
    "openai.files, purpose, file, true",
    "openai.files, file, x, false",
  })
  void aFormsBodyIsKnownByItsFields(String format, String first, String second, boolean fits) {
    for (String quote : new String[] {"\"", ""}) {
      String body =
          "--b\r\nContent-Disposition: form-data; name=%1$s%2$s%1$s; filename=\"prompt\"\r\n\r\nx\r\n"
              + "--b\r\nContent-Disposition: form-data; name=%1$s%3$s%1$s\r\n\r\ny\r\n--b--\r\n";
      byte[] bytes = String.format(body, quote, first, second).getBytes(StandardCharsets.UTF_8);
      assertEquals(fits, WireFormats.catalogue().byId(format).fits(bytes));
    }
  }

  @Test
  void aBodysFormIsKnownByItsKeys() {
    WireFormat messages = WireFormats.catalogue().byId("anthropic.messages");
    assertTrue(
        messages.fits(
            "{\"model\":\"m\",\"x\":{\"y\":1},\"messages\":[".getBytes(StandardCharsets.UTF_8)));
    assertFalse(
        messages.fits("{\"model\":\"m\",\"x\":{\"messages\":1}}".getBytes(StandardCharsets.UTF_8)));
    assertFalse(messages.fits(new byte[] {1, 2, 3}));
  }

  @Test
  void errorsAreInTheVendorsForm() {
    SyntheticAnswer answer =
        WireFormats.catalogue()
            .byId("openai.chat")
            .errorAnswer(403, "policy_violation", "No \"x\".");
    assertEquals(403, answer.status());
    assertEquals("false", answer.headers().get("x-should-retry"));
    assertEquals("application/json", answer.headers().get("content-type"));
    assertEquals(
        "{\"error\":{\"message\":\"No \\\"x\\\".\",\"type\":\"policy_violation\",\"param\":null,\"code\":\"policy_violation\"}}",
        new String(answer.body(), StandardCharsets.UTF_8));
  }
}
