package dev.cordon.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the record says of requests and answers, in each vendor's words for it. */
class RecordFactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai.chat | {"model":"m","stream":true,"max_completion_tokens":64,"n":3,"seed":-7,"temperature":0.5,"top_p":1,"frequency_penalty":-0.25,"presence_penalty":1e-1,"stop":["END","\\n"],"reasoning_effort":"low","response_format":{"type":"json_schema"},"service_tier":"flex"} | m true {gen_ai.output.type=json, gen_ai.request.choice.count=3, gen_ai.request.frequency_penalty=-0.25, gen_ai.request.max_tokens=64, gen_ai.request.presence_penalty=0.1, gen_ai.request.reasoning.level=low, gen_ai.request.seed=-7, gen_ai.request.stop_sequences=[END, \\n], gen_ai.request.temperature=0.5, gen_ai.request.top_p=1.0, openai.api.type=chat_completions, openai.request.service_tier=flex}
          openai.chat | {"n":1,"stop":"END","service_tier":"auto"} | null false {gen_ai.request.stop_sequences=[END], openai.api.type=chat_completions}
          openai.responses | {"model":"m","max_output_tokens":9,"text":{"format":{"type":"text"}},"reasoning":{"effort":"high"}} | m false {gen_ai.output.type=text, gen_ai.request.max_tokens=9, gen_ai.request.reasoning.level=high, openai.api.type=responses}
          openai.responses | {"model":"m","previous_response_id":"resp_0","prompt":{"id":"pmpt_1","version":"2","variables":{"v":"x"}}} | m false {gen_ai.prompt.name=pmpt_1, gen_ai.prompt.version=2, gen_ai.request.previous_response.id=resp_0, openai.api.type=responses}
          openai.runs | {"assistant_id":"asst_1","model":"m"} | m false {gen_ai.agent.id=asst_1}
          openai.vector_stores | {"query":"q","max_num_results":3} | null false {gen_ai.retrieval.top_k=3}
          openai.completions | {"model":"m","max_tokens":5,"stop":["x"]} | m false {gen_ai.request.max_tokens=5, gen_ai.request.stop_sequences=[x]}
          openai.embeddings | {"model":"m","encoding_format":"base64","dimensions":256} | m false {gen_ai.embeddings.dimension.count=256, gen_ai.request.encoding_formats=[base64]}
          openai.images | {"model":"m","n":2} | m false {gen_ai.output.type=image, gen_ai.request.choice.count=2}
          openai.speech | {"model":"m","voice":"v"} | m false {gen_ai.output.type=speech}
          anthropic.messages | {"model":"m","stream":true,"max_tokens":8,"temperature":1.0,"top_k":40,"top_p":0.9,"stop_sequences":["A","B"]} | m true {gen_ai.request.max_tokens=8, gen_ai.request.stop_sequences=[A, B], gen_ai.request.temperature=1.0, gen_ai.request.top_k=40, gen_ai.request.top_p=0.9}
          gemini.generate_content | {"generationConfig":{"maxOutputTokens":8,"topK":40,"topP":0.9,"candidateCount":2,"seed":1,"stopSequences":["A"],"responseMimeType":"application/json"}} | null false {gen_ai.output.type=json, gen_ai.request.choice.count=2, gen_ai.request.max_tokens=8, gen_ai.request.seed=1, gen_ai.request.stop_sequences=[A], gen_ai.request.top_k=40, gen_ai.request.top_p=0.9}
          gemini.generate_content | {"generation_config":{"max_output_tokens":8,"stop_sequences":["A"],"response_mime_type":"text/plain"}} | null false {gen_ai.output.type=text, gen_ai.request.max_tokens=8, gen_ai.request.stop_sequences=[A]}
          gemini.embeddings | {"outputDimensionality":768} | null false {gen_ai.embeddings.dimension.count=768}
          bedrock.converse | {"guardrailConfig":{"guardrailIdentifier":"gr-1"},"inferenceConfig":{"maxTokens":3,"temperature":0,"topP":0.1,"stopSequences":["A"]}} | null false {aws.bedrock.guardrail.id=gr-1, gen_ai.request.max_tokens=3, gen_ai.request.stop_sequences=[A], gen_ai.request.temperature=0.0, gen_ai.request.top_p=0.1}
          bedrock.invoke | {"textGenerationConfig":{"maxTokenCount":3,"topP":0.5,"temperature":1,"stopSequences":["A"]}} | null false {gen_ai.request.max_tokens=3, gen_ai.request.stop_sequences=[A], gen_ai.request.temperature=1.0, gen_ai.request.top_p=0.5}
          cohere.chat | {"model":"m","p":0.5,"k":4,"seed":1,"max_tokens":2,"stop_sequences":["A"],"response_format":{"type":"json_object"}} | m false {gen_ai.output.type=json, gen_ai.request.max_tokens=2, gen_ai.request.seed=1, gen_ai.request.stop_sequences=[A], gen_ai.request.top_k=4, gen_ai.request.top_p=0.5}
          cohere.embed | {"model":"m","embedding_types":["float","int8"],"output_dimension":512} | m false {gen_ai.embeddings.dimension.count=512, gen_ai.request.encoding_formats=[float, int8]}
          mistral.fim | {"model":"m","random_seed":4,"max_tokens":2,"stop":"A"} | m false {gen_ai.request.max_tokens=2, gen_ai.request.seed=4, gen_ai.request.stop_sequences=[A]}
          ollama.chat | {"model":"m","format":"json","options":{"num_predict":2,"temperature":0.1,"stop":["A"]}} | m false {gen_ai.output.type=json, gen_ai.request.max_tokens=2, gen_ai.request.stop_sequences=[A], gen_ai.request.temperature=0.1}
          dashscope.generation | {"model":"m","parameters":{"max_tokens":2,"stop":["A"],"top_k":3,"response_format":{"type":"json_object"}}} | m false {gen_ai.output.type=json, gen_ai.request.max_tokens=2, gen_ai.request.stop_sequences=[A], gen_ai.request.top_k=3}
          qianfan.chat | {"stream":true,"max_output_tokens":2,"stop":["A"],"top_p":0.5,"response_format":"json_object"} | null true {gen_ai.output.type=json, gen_ai.request.max_tokens=2, gen_ai.request.stop_sequences=[A], gen_ai.request.top_p=0.5}
          huggingface.generation | {"stream":true,"parameters":{"max_new_tokens":2,"stop":["A"]}} | null true {gen_ai.request.max_tokens=2, gen_ai.request.stop_sequences=[A]}
          """)
  void requestsAreDescribed(String format, String body, String expected) throws Exception {
    ExchangeRecord record = Wire.record();
    Wire.rewrite(format, body, new TestVault(), record);
    assertEquals(
        expected,
        (record.requestModel()
                + " "
                + record.streaming()
                + " "
                + new TreeMap<>(record.attributes()))
            .replace("\n", "\\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai.chat | {"id":"i","model":"r","service_tier":"default","system_fingerprint":"fp","choices":[{"message":{"tool_calls":[{"id":"a"},{"id":"b"}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":3},"completion_tokens_details":{"reasoning_tokens":4}}} | i r [tool_calls] 1 2 3 4 2
          openai.responses | {"id":"i","model":"r","status":"completed","output":[{"type":"function_call","call_id":"c","id":"f"}],"usage":{"input_tokens":1,"output_tokens":2,"input_tokens_details":{"cached_tokens":3},"output_tokens_details":{"reasoning_tokens":4}}} | i r [completed] 1 2 3 4 1
          openai.responses | {"id":"i","model":"r","status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}} | i r [max_output_tokens] -1 -1 -1 -1 0
          openai.embeddings | {"model":"r","usage":{"prompt_tokens":1}} | null r [] 1 -1 -1 -1 0
          anthropic.messages | {"id":"i","model":"r","stop_reason":"tool_use","content":[{"type":"text","text":"x"},{"type":"tool_use","id":"t"}],"usage":{"input_tokens":1,"output_tokens":2,"cache_read_input_tokens":3,"cache_creation_input_tokens":5}} | i r [tool_use] 9 2 3 -1 1
          anthropic.messages | {"usage":{"cache_read_input_tokens":3,"input_tokens":1}} | null null [] 4 -1 3 -1 0
          anthropic.count_tokens | {"input_tokens":7,"usage":{"input_tokens":7}} | null null [] -1 -1 -1 -1 0
          gemini.generate_content | {"responseId":"i","modelVersion":"r","candidates":[{"finishReason":"STOP","content":{"parts":[{"functionCall":{"name":"f"}},{"functionCall":{"name":"f"}}]}}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2,"cachedContentTokenCount":3,"thoughtsTokenCount":4,"toolUsePromptTokenCount":5}} | i r [STOP] 6 6 3 4 2
          gemini.count_tokens | {"totalTokens":7} | null null [] -1 -1 -1 -1 0
          bedrock.converse | {"stopReason":"tool_use","output":{"message":{"content":[{"toolUse":{"toolUseId":"t"}}]}},"usage":{"inputTokens":1,"outputTokens":2,"cacheReadInputTokens":3}} | null null [tool_use] 4 2 3 -1 1
          bedrock.invoke | {"generation":"x","amazon-bedrock-invocationMetrics":{"inputTokenCount":4,"outputTokenCount":5}} | null null [] 4 5 -1 -1 0
          cohere.chat | {"id":"i","finish_reason":"COMPLETE","message":{"tool_calls":[{"id":"t"}]},"usage":{"billed_units":{"input_tokens":1,"output_tokens":2},"tokens":{"input_tokens":9,"output_tokens":8}}} | i null [COMPLETE] 1 2 -1 -1 1
          cohere.chat_v1 | {"meta":{"tokens":{"input_tokens":9,"output_tokens":8}}} | null null [] 9 8 -1 -1 0
          openai.responses_stored | {"id":"i","model":"r","status":"completed","usage":{"input_tokens":1}} | i r [completed] -1 -1 -1 -1 0
          qianfan.chat | {"id":"i","finish_reason":"function_call","function_call":{"name":"f","arguments":"{}"},"usage":{"prompt_tokens":1,"completion_tokens":2}} | i null [function_call] 1 2 -1 -1 1
          ollama.chat | {"model":"r","done":true,"done_reason":"stop","message":{"tool_calls":[{"function":{"name":"f"}}]},"prompt_eval_count":1,"eval_count":2} | null r [stop] 1 2 -1 -1 1
          """)
  void answersAreDescribed(String format, String body, String expected) {
    ExchangeRecord record = Wire.record();
    Wire.answer(format, "application/json", new TestVault(), record, body);
    assertEquals(
        expected,
        String.join(
            " ",
            record.responseId(),
            record.responseModel(),
            record.finishReasons().toString(),
            "" + record.inputTokens(),
            "" + record.outputTokens(),
            "" + record.cachedInputTokens(),
            "" + record.reasoningTokens(),
            "" + record.toolCalls()));
  }

  @Test
  void whatATokenStandsForIsCounted() {
    ExchangeRecord record = Wire.record();
    Wire.answer(
        "openai.chat",
        "application/json",
        new TestVault(),
        record,
        "{\"usage\":{\"prompt_tokens_details\":{\"audio_tokens\":1,\"text_tokens\":2,\"image_tokens\":3},"
            + "\"completion_tokens_details\":{\"audio_tokens\":4,\"text_tokens\":5}}}");
    assertEquals(
        "{gen_ai.usage.audio.input_tokens=1, gen_ai.usage.audio.output_tokens=4,"
            + " gen_ai.usage.image.input_tokens=3, gen_ai.usage.text.input_tokens=2,"
            + " gen_ai.usage.text.output_tokens=5}",
        new TreeMap<>(record.attributes()).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/chat/completions, chat",
    "GET, /v1/chat/completions/c, fetch_response",
    "POST, /v1/responses/input_tokens, count_tokens",
    "POST, /v1/messages/count_tokens, count_tokens",
    "POST, /v1beta/models/gemini-2.5-flash:countTokens, count_tokens",
    "POST, /v1/threads/t/runs, invoke_agent",
    "GET, /v1/threads/t/runs/r, retrieve",
    "POST, /v1/assistants, create_agent",
    "POST, /v1/threads/t/messages, create_conversation",
    "POST, /v1/vector_stores, create_vector_store",
    "POST, /v1/vector_stores/vs/search, retrieval",
    "GET, /v1/realtime, chat",
    "POST, /model/anthropic.claude-3-haiku-20240307-v1:0/invoke, chat",
    "POST, /model/amazon.titan-embed-text-v2:0/invoke, embeddings",
    "POST, /model/cohere.embed-english-v3/invoke, embeddings",
    "POST, /model/cohere.rerank-v3-5:0/invoke, rerank",
    "POST, /model/amazon.titan-text-express-v1/invoke, text_completion",
    "POST, /model/amazon.titan-image-generator-v1/invoke, generate_content",
    "POST, /v1/projects/p/locations/l/publishers/google/models/imagen-4.0:predict, generate_content",
    "POST, /v1/projects/p/locations/l/publishers/google/models/text-embedding-005:predict, embeddings",
  })
  void operationsAreNamed(String method, String path, String operation) {
    WireFormat format = WireFormats.catalogue().match(method, path);
    assertEquals(operation, format.operation(method, WireFormats.modelInPath(path)));
  }

  @Test
  void aStopSequenceWithAFindingIsNotNoted() throws Exception {
    ExchangeRecord record = Wire.record();
    TestVault vault = new TestVault("jane@example.com");
    String sent =
        Wire.rewrite("openai.chat", "{\"stop\":[\"jane@example.com\",\"END\"]}", vault, record);
    assertEquals("{\"stop\":[\"EMAIL_7KQ2M0\",\"END\"]}", sent);
    assertEquals(List.of("END"), record.attributes().get("gen_ai.request.stop_sequences"));
  }

  @Test
  void aToolCallThatAStreamTellsOfTwiceIsOne() {
    ExchangeRecord record = Wire.record();
    Wire.answer(
        "openai.responses",
        "text/event-stream",
        new TestVault(),
        record,
        "data: {\"type\":\"response.output_item.added\",\"item\":{\"call_id\":\"c\"}}\n\n",
        "data: {\"type\":\"response.output_item.done\",\"item\":{\"call_id\":\"c\"}}\n\n",
        "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":[{\"call_id\":\"c\"}]}}\n\n");
    assertEquals(1, record.toolCalls());
    assertEquals(List.of("completed"), record.finishReasons());
    assertTrue(record.streaming());
  }

  @Test
  void aFormsFieldsAreSettings() throws Exception {
    ExchangeRecord record = Wire.record();
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"temperature\"\r\n\r\n0.2\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"stream\"\r\n\r\ntrue\r\n--b--\r\n";
    Wire.format("openai.transcriptions")
        .rewrite(
            body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "multipart/form-data; boundary=b",
            null,
            new TestVault(),
            record);
    assertEquals("whisper-1", record.requestModel());
    assertTrue(record.streaming());
    assertEquals(0.2, record.attributes().get("gen_ai.request.temperature"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/threads/thread_1/messages, thread_1",
    "/v1/threads/runs,",
    "/v1/conversations/conv_1/items, conv_1",
    "/v1/conversations,",
  })
  void conversationsInPathsAreFound(String path, String conversation) {
    assertEquals(conversation, WireFormats.conversationInPath(path));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1beta/models/gemini-2.5-flash:streamGenerateContent, true",
    "/v1beta/models/gemini-2.5-flash:generateContent, false",
    "/model/m/converse-stream, true",
    "/model/m/invoke-with-response-stream, true",
    "/v1/chat/completions, false",
  })
  void streamsInPathsAreFound(String path, boolean stream) {
    assertEquals(stream, WireFormats.isStreamPath(path));
  }
}
