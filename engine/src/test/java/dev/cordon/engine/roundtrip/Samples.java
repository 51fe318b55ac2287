package dev.cordon.engine.roundtrip;

import dev.cordon.engine.roundtrip.Sample.Framing;
import java.util.ArrayList;
import java.util.List;

/** A sample of every wire format in the catalogue, in the forms that the vendors document. */
final class Samples {
  private static final String OPENAI = "api.openai.com";
  private static final String ANTHROPIC = "api.anthropic.com";
  private static final String GOOGLE = "generativelanguage.googleapis.com";
  private static final String BEDROCK = "bedrock-runtime.us-east-1.amazonaws.com";

  private static final List<Sample> ALL = new ArrayList<>();

  private Samples() {}

  static List<Sample> all() {
    return List.copyOf(ALL);
  }

  private static Sample post(String format, String host, String path) {
    Sample sample = new Sample(format, "POST", host, path);
    ALL.add(sample);
    return sample;
  }

  private static Sample get(String format, String host, String path) {
    Sample sample = new Sample(format, "GET", host, path);
    ALL.add(sample);
    return sample;
  }

  static {
    openAiChat();
    openAiResponses();
    openAiText();
    openAiMedia();
    openAiFiles();
    openAiAgents();
    anthropic();
    google();
    bedrock();
    cohere();
    others();
    stores();
    mcp();
  }

  private static void openAiChat() {
    String message =
        "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",";
    String delta = message + "\"choices\":[{\"index\":@I,\"delta\":{";
    String end = message + "\"choices\":[{\"index\":@I,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    String chat =
        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"@T\"},\n {\"content\":"
            + "[{\"type\":\"text\",\"text\":\"@T\"}],\"role\":\"user\"},{\"role\":\"assistant\",\"content\":null,"
            + "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"@N\"}}]},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"@N\"}],\"tools\":[{\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"description\":\"@T\",\"parameters\":{\"type\":\"object\",\"properties\":"
            + "{\"a\":{\"type\":\"string\",\"enum\":[\"@T\"]}}}}}],\"metadata\":{\"k\":\"@T\"},\"user\":\"@T\","
            + "\"temperature\":0.10,\"stop\":[\"@T\"],\"prediction\":{\"type\":\"content\",\"content\":\"@T\"}}";
    String answer =
        "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"@T\","
            + "\"refusal\":null,\"tool_calls\":[{\"id\":\"t\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"@N\"}}]},"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}";
    post("openai.chat", OPENAI, "/v1/chat/completions").request(chat).answer(answer).stream(
            Framing.SSE,
            ": OPENROUTER PROCESSING",
            message
                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}")
        .text(delta + "\"content\":\"@T\"}}]}", "/choices/0/delta/content", "/choices/0/index", end)
        .text(delta + "\"refusal\":\"@T\"}}]}", "/choices/0/delta/refusal", "/choices/0/index", end)
        .text(
            delta + "\"reasoning_content\":\"@T\"}}]}",
            "/choices/0/delta/reasoning_content",
            "/choices/0/index",
            "")
        .json(
            message
                + "\"choices\":[{\"index\":7,\"delta\":{\"tool_calls\":[{\"index\":@I,\"function\":{\"arguments\":\"@N\"}}]}}]}",
            "/choices/0/delta/tool_calls/0/function/arguments",
            "/choices/0/delta/tool_calls/0/index",
            "")
        .tail(
            message + "\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
            "[DONE]");
    get("openai.chat_stored", OPENAI, "/v1/chat/completions/chatcmpl_1").answer(answer);
  }

  private static void openAiResponses() {
    String at = "\"item_id\":\"i@I\",\"output_index\":@I,\"content_index\":0,";
    String response =
        "{\"id\":\"resp\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"m\",\"output\":[{\"id\":\"m\",\"type\":\"message\","
            + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"annotations\":[],\"text\":\"@T\"}]},{\"type\":\"function_call\","
            + "\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"@N\"},{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"@T\"}]}],"
            + "\"usage\":{\"input_tokens\":1}}";
    post("openai.responses", OPENAI, "/v1/responses")
        .request(
            "{\"model\":\"gpt-4o\",\"instructions\":\"@T\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"@T\"}]},"
                + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"@N\"},{\"type\":\"function_call_output\",\"call_id\":\"c\","
                + "\"output\":\"@N\"},{\"type\":\"reasoning\",\"id\":\"r\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"@T\"}],\"encrypted_content\":\"gAAAA\"}],"
                + "\"prompt\":{\"id\":\"p\",\"variables\":{\"v\":\"@T\"}},\"metadata\":{\"k\":\"@T\"},\"store\":false}")
        .answer(response)
        .stream(
            Framing.SSE,
            "response.created|{\"type\":\"response.created\",\"response\":{\"id\":\"resp\",\"status\":\"in_progress\",\"output\":[]}}")
        .text(
            "response.output_text.delta|{\"type\":\"response.output_text.delta\","
                + at
                + "\"delta\":\"@T\"}",
            "/delta",
            "/output_index",
            "response.output_text.done|{\"type\":\"response.output_text.done\","
                + at
                + "\"text\":\"@T\"}")
        .text(
            "response.refusal.delta|{\"type\":\"response.refusal.delta\","
                + at
                + "\"delta\":\"@T\"}",
            "/delta",
            "/output_index",
            "response.refusal.done|{\"type\":\"response.refusal.done\","
                + at
                + "\"refusal\":\"@T\"}")
        .text(
            "response.reasoning_summary_text.delta|{\"type\":\"response.reasoning_summary_text.delta\",\"summary_index\":0,"
                + at
                + "\"delta\":\"@T\"}",
            "/delta",
            "/output_index",
            "response.reasoning_summary_text.done|{\"type\":\"response.reasoning_summary_text.done\",\"summary_index\":0,"
                + at
                + "\"text\":\"@T\"}")
        .json(
            "response.function_call_arguments.delta|{\"type\":\"response.function_call_arguments.delta\","
                + at
                + "\"delta\":\"@N\"}",
            "/delta",
            "/output_index",
            "response.function_call_arguments.done|{\"type\":\"response.function_call_arguments.done\","
                + at
                + "\"arguments\":\"@N\"}")
        .tail("response.completed|{\"type\":\"response.completed\",\"response\":" + response + "}");
    get("openai.responses_stored", OPENAI, "/v1/responses/resp_1").answer(response);
    post("openai.input_tokens", OPENAI, "/v1/responses/input_tokens")
        .request("{\"model\":\"m\",\"instructions\":\"@T\",\"input\":\"@T\"}")
        .answer("{\"object\":\"response.input_tokens\",\"input_tokens\":1}");
  }

  private static void openAiText() {
    post("openai.completions", OPENAI, "/v1/completions")
        .request("{\"model\":\"m\",\"prompt\":[\"@T\",\"@T\"],\"suffix\":\"@T\",\"user\":\"@T\"}")
        .answer("{\"choices\":[{\"index\":0,\"text\":\"@T\",\"finish_reason\":\"stop\"}]}")
        .stream(Framing.SSE)
        .text(
            "{\"choices\":[{\"text\":\"@T\",\"index\":@I,\"finish_reason\":null}]}",
            "/choices/0/text",
            "/choices/0/index",
            "{\"choices\":[{\"text\":\"\",\"index\":@I,\"finish_reason\":\"length\"}]}")
        .tail("[DONE]");
    post("mistral.fim", "api.mistral.ai", "/v1/fim/completions")
        .request("{\"model\":\"codestral\",\"prompt\":\"@T\",\"suffix\":\"@T\"}")
        .answer("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"@T\"}}]}")
        .stream(Framing.SSE)
        .text(
            "{\"choices\":[{\"index\":@I,\"delta\":{\"content\":\"@T\"}}]}",
            "/choices/0/delta/content",
            "/choices/0/index",
            "")
        .tail("[DONE]");
    post("openai.moderations", OPENAI, "/v1/moderations")
        .request("{\"model\":\"m\",\"input\":[{\"type\":\"text\",\"text\":\"@T\"}]}");
    post("openai.embeddings", OPENAI, "/v1/embeddings")
        .request("{\"model\":\"m\",\"input\":[\"@T\",\"@T\"],\"user\":\"@T\"}");
    post("mistral.ocr", "api.mistral.ai", "/v1/ocr")
        .request(
            "{\"model\":\"m\",\"document\":{\"type\":\"document_url\",\"document_url\":\"https://x.invalid/a\",\"document_name\":\"@T\"},\"document_annotation_prompt\":\"@T\"}")
        .answer("{\"pages\":[{\"index\":0,\"markdown\":\"@T\"}],\"document_annotation\":\"@N\"}");
  }

  private static void openAiMedia() {
    post("openai.images", OPENAI, "/v1/images/generations")
        .request("{\"model\":\"m\",\"prompt\":\"@T\",\"size\":\"auto\",\"user\":\"@T\"}")
        .answer("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\",\"revised_prompt\":\"@T\"}]}");
    post("openai.speech", OPENAI, "/v1/audio/speech")
        .request("{\"model\":\"m\",\"voice\":\"alloy\",\"input\":\"@T\",\"instructions\":\"@T\"}");
    post("openai.transcriptions", OPENAI, "/v1/audio/transcriptions")
        .type("multipart/form-data; boundary=x-1")
        .request(
            "--x-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF\u0000\u0001\r\n"
                + "--x-1\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n@R\r\n--x-1--\r\n")
        .answer("{\"text\":\"@T\",\"segments\":[{\"id\":0,\"text\":\"@T\"}]}")
        .stream(Framing.SSE)
        .text(
            "{\"type\":\"transcript.text.delta\",\"delta\":\"@T\"}",
            "/delta",
            "",
            "{\"type\":\"transcript.text.done\",\"text\":\"@T\"}");
  }

  private static void openAiFiles() {
    String line =
        "{\"custom_id\":\"1\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"messages\":[{\"role\":\"user\",\"content\":\"@T\"}],\"x\":@O}}\n";
    post("openai.files", OPENAI, "/v1/files")
        .type("multipart/form-data; boundary=\"x 1\"")
        .request(
            "--x 1\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
                + "--x 1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"in.jsonl\"\r\nContent-Type: application/jsonl\r\n\r\n"
                + line
                + line
                + "\r\n--x 1--\r\n");
    get("openai.file_content", OPENAI, "/v1/files/f/content")
        .answer(
            "{\"custom_id\":\"1\",\"response\":{\"body\":{\"choices\":[{\"message\":{\"content\":\"@T\"}}]}}}");
    post("openai.batches", OPENAI, "/v1/batches")
        .request(
            "{\"input_file_id\":\"f\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\",\"metadata\":{\"k\":\"@T\"}}")
        .answer("{\"id\":\"batch\",\"metadata\":{\"k\":\"@T\"}}");
    post("openai.fine_tuning", OPENAI, "/v1/fine_tuning/jobs")
        .request(
            "{\"model\":\"m\",\"training_file\":\"f\",\"suffix\":\"@T\",\"metadata\":{\"k\":\"@T\"}}")
        .answer("{\"id\":\"j\",\"metadata\":{\"k\":\"@T\"}}");
    post("openai.vector_stores", OPENAI, "/v1/vector_stores/vs/search")
        .request(
            "{\"query\":[\"@T\"],\"filters\":{\"type\":\"eq\",\"key\":\"k\",\"value\":\"@T\"}}")
        .answer("{\"data\":[{\"content\":[{\"type\":\"text\",\"text\":\"@T\"}]}]}");
    post("openai.vector_store", OPENAI, "/v1/vector_stores")
        .request("{\"name\":\"@T\",\"file_ids\":[\"file-1\"],\"metadata\":{\"k\":\"@T\"}}")
        .answer("{\"id\":\"vs_1\",\"name\":\"@T\"}");
  }

  private static void openAiAgents() {
    String delta =
        "thread.message.delta|{\"id\":\"msg@I\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":0,\"type\":\"text\",\"text\":{\"value\":\"@T\"}}]}}";
    String done =
        "thread.message.completed|{\"id\":\"msg@I\",\"object\":\"thread.message\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"@T\",\"annotations\":[]}}]}";
    String step =
        "thread.run.step.delta|{\"id\":\"step\",\"delta\":{\"step_details\":{\"tool_calls\":[{\"index\":@I,\"function\":{\"arguments\":\"@N\"}}]}}}";
    String message =
        "{\"id\":\"m\",\"object\":\"thread.message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"@T\",\"annotations\":[]}}]}";
    post("openai.runs", OPENAI, "/v1/threads/t/runs")
        .request(
            "{\"assistant_id\":\"a\",\"instructions\":\"@T\",\"additional_instructions\":\"@T\",\"additional_messages\":[{\"role\":\"user\",\"content\":\"@T\"}],\"metadata\":{\"k\":\"@T\"}}")
        .answer(
            "{\"id\":\"r\",\"instructions\":\"@T\",\"required_action\":{\"submit_tool_outputs\":{\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"@N\"}}]}}}")
        .stream(
            Framing.SSE,
            "thread.run.created|{\"id\":\"r\",\"object\":\"thread.run\",\"status\":\"queued\"}")
        .text(delta, "/delta/content/0/text/value", "/id", done)
        .json(
            step,
            "/delta/step_details/tool_calls/0/function/arguments",
            "/delta/step_details/tool_calls/0/index",
            "")
        .tail(
            "thread.run.completed|{\"id\":\"r\",\"object\":\"thread.run\",\"usage\":{\"prompt_tokens\":1}}",
            "done|[DONE]");
    post("openai.tool_outputs", OPENAI, "/v1/threads/t/runs/r/submit_tool_outputs")
        .request(
            "{\"tool_outputs\":[{\"tool_call_id\":\"c\",\"output\":\"@N\"},{\"tool_call_id\":\"d\",\"output\":\"@T\"}],\"stream\":true}")
        .stream(Framing.SSE)
        .text(delta, "/delta/content/0/text/value", "/id", done)
        .tail("done|[DONE]");
    post("openai.threads", OPENAI, "/v1/threads/t/messages")
        .request(
            "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"@T\"}],\"metadata\":{\"k\":\"@T\"}}")
        .answer(message);
    post("openai.assistants", OPENAI, "/v1/assistants")
        .request(
            "{\"model\":\"m\",\"name\":\"@T\",\"description\":\"@T\",\"instructions\":\"@T\",\"metadata\":{\"k\":\"@T\"}}")
        .answer("{\"id\":\"asst_1\",\"name\":\"@T\",\"instructions\":\"@T\"}");
    post("openai.conversations", OPENAI, "/v1/conversations")
        .request(
            "{\"items\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"@T\"},{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"@N\"}],\"metadata\":{\"k\":\"@T\"}}")
        .answer(
            "{\"object\":\"list\",\"data\":[{\"type\":\"message\",\"content\":[{\"type\":\"input_text\",\"text\":\"@T\"}]}]}");
    post("openai.realtime", OPENAI, "/v1/realtime/client_secrets")
        .request(
            "{\"session\":{\"type\":\"realtime\",\"model\":\"gpt-realtime\",\"instructions\":\"@T\",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"description\":\"@T\"}]}}")
        .answer("{\"value\":\"ek\",\"session\":{\"instructions\":\"@T\"}}");
  }

  private static void anthropic() {
    String request =
        "{\"model\":\"claude\",\"max_tokens\":9,\"system\":[{\"type\":\"text\",\"text\":\"@T\"}],\"messages\":[{\"role\":\"user\",\"content\":\"@T\"},"
            + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":@O}]},{\"role\":\"user\",\"content\":"
            + "[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"text\",\"text\":\"@N\"}]},{\"type\":\"document\",\"title\":\"@T\","
            + "\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"@T\"}}]}],\"metadata\":{\"user_id\":\"@T\"}}";
    String answer =
        "{\"id\":\"msg\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"@T\",\"signature\":\"Eo8B\"},"
            + "{\"type\":\"text\",\"text\":\"@T\"},{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":@O}],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1}}";
    String delta = "content_block_delta|{\"type\":\"content_block_delta\",\"index\":@I,\"delta\":";
    String stop = "content_block_stop|{\"type\":\"content_block_stop\",\"index\":@I}";
    for (String[] at :
        new String[][] {
          {"anthropic.messages", ANTHROPIC, "/v1/messages"},
          {
            "anthropic.vertex",
            "us-east5-aiplatform.googleapis.com",
            "/v1/projects/p/locations/l/publishers/anthropic/models/claude@1:streamRawPredict"
          }
        }) {
      post(at[0], at[1], at[2]).request(request).answer(answer).stream(
              Framing.SSE,
              "message_start|{\"type\":\"message_start\",\"message\":{\"id\":\"msg\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":1}}}",
              "ping|{\"type\": \"ping\"}")
          .text(delta + "{\"type\":\"text_delta\",\"text\":\"@T\"}}", "/delta/text", "/index", stop)
          .text(
              delta + "{\"type\":\"thinking_delta\",\"thinking\":\"@T\"}}",
              "/delta/thinking",
              "/index",
              stop)
          .json(
              delta + "{\"type\":\"input_json_delta\",\"partial_json\":\"@N\"}}",
              "/delta/partial_json",
              "/index",
              stop)
          .tail(
              "message_delta|{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15}}",
              "message_stop|{\"type\":\"message_stop\"}");
    }
    post("anthropic.count_tokens", ANTHROPIC, "/v1/messages/count_tokens")
        .request(request)
        .answer("{\"input_tokens\":1}");
    post("anthropic.batches", ANTHROPIC, "/v1/messages/batches")
        .request(
            "{\"requests\":[{\"custom_id\":\"a\",\"params\":"
                + request
                + "},{\"custom_id\":\"@T\",\"params\":"
                + request
                + "}]}");
    post("anthropic.complete", ANTHROPIC, "/v1/complete")
        .request("{\"model\":\"claude-2\",\"prompt\":\"@T\",\"max_tokens_to_sample\":9}")
        .answer("{\"type\":\"completion\",\"completion\":\"@T\",\"stop_reason\":\"stop_sequence\"}")
        .stream(Framing.SSE, "ping|{\"type\":\"ping\"}")
        .text(
            "completion|{\"type\":\"completion\",\"completion\":\"@T\",\"stop_reason\":null}",
            "/completion",
            "",
            "completion|{\"type\":\"completion\",\"completion\":\"\",\"stop_reason\":\"stop_sequence\"}");
  }

  private static void google() {
    String request =
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"@T\"}]},{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":@O}}]},"
            + "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":@O}}]}],\"systemInstruction\":{\"parts\":[{\"text\":\"@T\"}]},"
            + "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"description\":\"@T\",\"parameters\":{\"type\":\"OBJECT\"}}]}],\"labels\":{\"k\":\"@T\"}}";
    String answer =
        "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"@T\"},{\"functionCall\":{\"name\":\"f\",\"args\":@O}}]},\"finishReason\":\"STOP\",\"index\":0}]}";
    String path = "/v1beta/models/gemini-2.5-flash:streamGenerateContent";
    for (Framing framing : new Framing[] {Framing.SSE, Framing.ARRAY}) {
      post("gemini.generate_content", GOOGLE, path).request(request).answer(answer).stream(
              framing,
              "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":@O}}]},\"index\":0}]}")
          .text(
              "{\"candidates\":[{\"index\":@I,\"content\":{\"parts\":[{\"text\":\"@T\"}],\"role\":\"model\"}}],\"usageMetadata\":{\"promptTokenCount\":1}}",
              "/candidates/0/content/parts/0/text",
              "/candidates/0/index",
              "{\"candidates\":[{\"index\":@I,\"finishReason\":\"STOP\",\"content\":{\"role\":\"model\"}}]}");
    }
    post("gemini.count_tokens", GOOGLE, "/v1beta/models/gemini-2.5-flash:countTokens")
        .request(request)
        .answer("{\"totalTokens\":1}");
    post("gemini.caches", GOOGLE, "/v1beta/cachedContents")
        .request("{\"model\":\"models/m\",\"displayName\":\"@T\"," + request.substring(1))
        .answer("{\"name\":\"cachedContents/c\",\"displayName\":\"@T\"}");
    post("gemini.batches", GOOGLE, "/v1beta/models/m:batchGenerateContent")
        .request(
            "{\"batch\":{\"displayName\":\"@T\",\"inputConfig\":{\"requests\":{\"requests\":[{\"request\":"
                + request
                + ",\"metadata\":{\"key\":\"@T\"}}]}}}}")
        .answer(
            "{\"response\":{\"inlinedResponses\":{\"inlinedResponses\":[{\"response\":"
                + answer
                + "}]}}}");
    get(
        "gemini.live",
        GOOGLE,
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent");
    get(
        "vertex.stream",
        "europe-west4-aiplatform.googleapis.com",
        "/ws/google.cloud.aiplatform.v1.PredictionService.StreamingPredict");
    post("gemini.embeddings", GOOGLE, "/v1beta/models/m:batchEmbedContents")
        .request(
            "{\"requests\":[{\"model\":\"models/m\",\"title\":\"@T\",\"content\":{\"parts\":[{\"text\":\"@T\"}]}}]}");
    post(
            "vertex.predict",
            "us-central1-aiplatform.googleapis.com",
            "/v1/projects/p/locations/l/publishers/google/models/m:predict")
        .request(
            "{\"instances\":[{\"content\":\"@T\",\"struct\":@O}],\"parameters\":{\"temperature\":0.2}}")
        .answer("{\"predictions\":[{\"content\":\"@T\",\"other\":@O}]}");
  }

  private static void bedrock() {
    String claude =
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"system\":\"@T\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"@T\"}]}]}";
    String delta = "contentBlockDelta|{\"contentBlockIndex\":@I,\"delta\":";
    String stop = "contentBlockStop|{\"contentBlockIndex\":@I,\"p\":\"abc\"}";
    post("bedrock.converse", BEDROCK, "/model/amazon.nova-lite-v1%3A0/converse-stream")
        .request(
            "{\"system\":[{\"text\":\"@T\"}],\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"@T\"},{\"toolResult\":{\"toolUseId\":\"t\",\"content\":"
                + "[{\"json\":@O},{\"text\":\"@N\"}]}}]},{\"role\":\"assistant\",\"content\":[{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\",\"input\":@O}}]}],"
                + "\"promptVariables\":{\"v\":{\"text\":\"@T\"}},\"requestMetadata\":{\"k\":\"@T\"},\"inferenceConfig\":{\"maxTokens\":5}}")
        .answer(
            "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"@T\"},{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\",\"input\":@O}}]}},\"stopReason\":\"end_turn\"}")
        .stream(
            Framing.AWS,
            "messageStart|{\"role\":\"assistant\",\"p\":\"ab\"}",
            "contentBlockStart|{\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"name\":\"f\",\"toolUseId\":\"t\"}}}")
        .text(
            delta + "{\"text\":\"@T\"},\"p\":\"abcdef\"}",
            "/delta/text",
            "/contentBlockIndex",
            stop)
        .text(
            delta + "{\"reasoningContent\":{\"text\":\"@T\"}}}",
            "/delta/reasoningContent/text",
            "/contentBlockIndex",
            stop)
        .json(
            delta + "{\"toolUse\":{\"input\":\"@N\"}}}",
            "/delta/toolUse/input",
            "/contentBlockIndex",
            stop)
        .tail(
            "messageStop|{\"stopReason\":\"tool_use\"}",
            "metadata|{\"usage\":{\"inputTokens\":5,\"outputTokens\":7},\"metrics\":{\"latencyMs\":1}}");
    String block = "{\"type\":\"content_block_delta\",\"index\":@I,\"delta\":{\"type\":";
    String end = "{\"type\":\"content_block_stop\",\"index\":@I}";
    post(
            "bedrock.invoke",
            BEDROCK,
            "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke-with-response-stream")
        .request(claude)
        .answer(
            "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"@T\"},{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":@O}]}")
        .stream(
            Framing.AWS_BYTES,
            "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"usage\":{\"input_tokens\":1}}}")
        .text(block + "\"text_delta\",\"text\":\"@T\"}}", "/delta/text", "/index", end)
        .json(
            block + "\"input_json_delta\",\"partial_json\":\"@N\"}}",
            "/delta/partial_json",
            "/index",
            end)
        .tail(
            "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":1}}");
    post(
            "bedrock.invoke",
            BEDROCK,
            "/model/amazon.titan-text-express-v1/invoke-with-response-stream")
        .request(
            "{\"inputText\":\"@T\",\"textGenerationConfig\":{\"maxTokenCount\":5,\"stopSequences\":[\"@T\"]}}")
        .answer(
            "{\"inputTextTokenCount\":1,\"results\":[{\"tokenCount\":2,\"outputText\":\"@T\",\"completionReason\":\"FINISH\"}]}")
        .stream(Framing.AWS_BYTES)
        .text(
            "{\"outputText\":\"@T\",\"index\":0,\"completionReason\":null}",
            "/outputText",
            "",
            "{\"outputText\":\"\",\"index\":0,\"completionReason\":\"FINISH\"}");
    post(
            "bedrock.invoke",
            BEDROCK,
            "/model/meta.llama3-8b-instruct-v1:0/invoke-with-response-stream")
        .request("{\"prompt\":\"@T\",\"max_gen_len\":5}")
        .answer("{\"generation\":\"@T\",\"prompt_token_count\":1}")
        .stream(Framing.AWS_BYTES)
        .text(
            "{\"generation\":\"@T\",\"stop_reason\":null}",
            "/generation",
            "",
            "{\"generation\":\"\",\"stop_reason\":\"stop\"}");
  }

  private static void cohere() {
    String tool =
        "tool-call-delta|{\"type\":\"tool-call-delta\",\"index\":@I,\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"@N\"}}}}}";
    post("cohere.chat", "api.cohere.com", "/v2/chat")
        .request(
            "{\"model\":\"command\",\"messages\":[{\"role\":\"system\",\"content\":\"@T\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"@T\"}]},{\"role\":\"assistant\","
                + "\"tool_plan\":\"@T\",\"tool_calls\":[{\"id\":\"t\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"@N\"}}]}],\"documents\":[{\"id\":\"d\",\"data\":{\"text\":\"@T\"}}]}")
        .answer(
            "{\"id\":\"i\",\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"@T\"}],\"tool_calls\":[{\"id\":\"t\",\"function\":{\"name\":\"f\",\"arguments\":\"@N\"}}]}}")
        .stream(
            Framing.SSE,
            "message-start|{\"type\":\"message-start\",\"id\":\"i\",\"delta\":{\"message\":{\"role\":\"assistant\"}}}")
        .text(
            "content-delta|{\"type\":\"content-delta\",\"index\":@I,\"delta\":{\"message\":{\"content\":{\"text\":\"@T\"}}}}",
            "/delta/message/content/text",
            "/index",
            "content-end|{\"type\":\"content-end\",\"index\":@I}")
        .text(
            "tool-plan-delta|{\"type\":\"tool-plan-delta\",\"delta\":{\"message\":{\"tool_plan\":\"@T\"}}}",
            "/delta/message/tool_plan",
            "",
            "")
        .json(
            tool,
            "/delta/message/tool_calls/function/arguments",
            "/index",
            "tool-call-end|{\"type\":\"tool-call-end\",\"index\":@I}")
        .tail(
            "message-end|{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":{\"tokens\":{\"input_tokens\":1}}}}");
    post("cohere.chat_v1", "api.cohere.com", "/v1/chat")
        .request(
            "{\"model\":\"command\",\"message\":\"@T\",\"preamble\":\"@T\",\"chat_history\":[{\"role\":\"USER\",\"message\":\"@T\"}],\"documents\":[{\"snippet\":\"@T\"}]}")
        .answer(
            "{\"text\":\"@T\",\"generation_id\":\"g\",\"chat_history\":[{\"role\":\"USER\",\"message\":\"@T\"}]}")
        .stream(
            Framing.LINES,
            "{\"is_finished\":false,\"event_type\":\"stream-start\",\"generation_id\":\"g\"}")
        .text(
            "{\"is_finished\":false,\"event_type\":\"text-generation\",\"text\":\"@T\"}",
            "/text",
            "",
            "{\"is_finished\":true,\"event_type\":\"stream-end\",\"response\":{\"text\":\"@T\"},\"finish_reason\":\"COMPLETE\"}");
    post("cohere.embed", "api.cohere.com", "/v2/embed")
        .request("{\"model\":\"embed\",\"texts\":[\"@T\"],\"input_type\":\"search_document\"}");
    post("cohere.rerank", "api.cohere.com", "/v2/rerank")
        .request("{\"model\":\"rerank\",\"query\":\"@T\",\"documents\":[\"@T\",{\"text\":\"@T\"}]}")
        .answer("{\"results\":[{\"index\":0,\"document\":{\"text\":\"@T\"}}]}");
  }

  /** As a gRPC client's messages are shown, and as the same stores speak HTTP. */
  private static void stores() {
    String qdrant = "x.eu.cloud.qdrant.io";
    String points =
        "{\"collectionName\":\"docs\",\"points\":[{\"id\":{\"num\":7},\"payload\":@O,\"vectors\":{}}]}";
    String payload = "{\"result\":[{\"id\":{\"num\":7},\"payload\":@O,\"score\":0.5}]}";
    String filter =
        "{\"collectionName\":\"docs\",\"filter\":{\"must\":[{\"field\":{\"key\":\"k\",\"match\":{\"keyword\":\"@T\"}}}]},\"limit\":3}";
    post("qdrant.search", "db.internal", "/qdrant.Points/Search").request(filter).answer(payload);
    post("qdrant.read", "db.internal", "/qdrant.Points/Scroll").request(filter).answer(payload);
    post("qdrant.write", "db.internal", "/qdrant.Points/Upsert").request(points);
    post("qdrant.delete", "db.internal", "/qdrant.Points/Delete").request(filter);
    post("qdrant.manage", "db.internal", "/qdrant.Collections/Create")
        .request("{\"collectionName\":\"docs\",\"metadata\":@O}");
    post("qdrant.http_search", qdrant, "/collections/docs/points/search")
        .request(
            "{\"vector\":[0.25,-1],\"filter\":{\"must\":[{\"key\":\"k\",\"match\":{\"value\":\"@T\"}}]}}")
        .answer(payload);
    post("qdrant.http_read", qdrant, "/collections/docs/points/scroll")
        .request("{\"filter\":{\"must\":[{\"key\":\"k\",\"match\":{\"value\":\"@T\"}}]}}")
        .answer("{\"result\":{\"points\":[{\"id\":7,\"payload\":@O}]}}");
    post("qdrant.http_write", qdrant, "/collections/docs/points/payload")
        .request("{\"payload\":@O,\"points\":[7]}");
    post("qdrant.http_delete", qdrant, "/collections/docs/points/delete")
        .request("{\"filter\":{\"must\":[{\"key\":\"k\",\"match\":{\"value\":\"@T\"}}]}}");
    String milvus = "/milvus.proto.milvus.MilvusService/";
    post("milvus.search", "db.internal", milvus + "Search")
        .request(
            "{\"collectionName\":\"docs\",\"dsl\":\"@T\",\"placeholderGroup\":{\"placeholders\":[{\"tag\":\"$0\",\"type\":\"VarChar\",\"values\":[\"@T\"]}]}}")
        .answer(
            "{\"results\":{\"fieldsData\":[{\"fieldName\":\"t\",\"scalars\":{\"stringData\":{\"data\":[\"@T\"]}}},{\"fieldName\":\"m\",\"scalars\":{\"jsonData\":{\"data\":[\"@N\"]}}}]}}");
    post("milvus.read", "db.internal", milvus + "Query")
        .request("{\"collectionName\":\"docs\",\"expr\":\"@T\"}");
    post("milvus.write", "db.internal", "/v2/vectordb/entities/insert")
        .request(
            "{\"collectionName\":\"docs\",\"data\":[{\"id\":7,\"vector\":[0.25],\"t\":\"@T\"}]}");
    post("milvus.delete", "db.internal", milvus + "Delete")
        .request("{\"collectionName\":\"docs\",\"expr\":\"@T\"}");
    post("milvus.manage", "db.internal", milvus + "CreateCollection")
        .request("{\"collectionName\":\"docs\",\"properties\":[{\"key\":\"k\",\"value\":\"@T\"}]}");
    String pinecone = "docs-1.svc.eu-1.pinecone.io";
    post("pinecone.search", "db.internal", "/VectorService/Query")
        .request("{\"namespace\":\"n\",\"topK\":3,\"filter\":@O}")
        .answer("{\"matches\":[{\"id\":\"7\",\"score\":0.5,\"metadata\":@O}]}");
    post("pinecone.read", "db.internal", "/VectorService/Fetch")
        .request("{\"ids\":[\"@T\"],\"namespace\":\"n\"}")
        .answer("{\"vectors\":{\"7\":{\"id\":\"7\",\"metadata\":@O}}}");
    post("pinecone.write", "db.internal", "/VectorService/Upsert")
        .request("{\"vectors\":[{\"id\":\"7\",\"metadata\":@O}],\"namespace\":\"n\"}");
    post("pinecone.delete", "db.internal", "/VectorService/Delete").request("{\"filter\":@O}");
    post("pinecone.http_search", pinecone, "/records/namespaces/n/search")
        .request("{\"query\":{\"inputs\":{\"text\":\"@T\"},\"top_k\":3}}")
        .answer("{\"result\":{\"hits\":[{\"_id\":\"7\",\"fields\":@O}]}}");
    post("pinecone.http_read", pinecone, "/vectors/fetch_by_metadata").request("{\"filter\":@O}");
    post("pinecone.http_write", pinecone, "/vectors/upsert")
        .request("{\"vectors\":[{\"id\":\"7\",\"values\":[0.25],\"metadata\":@O}]}");
    post("pinecone.http_delete", pinecone, "/vectors/delete").request("{\"filter\":@O}");
    String weaviate = "/weaviate.v1.Weaviate/";
    post("weaviate.search", "db.internal", weaviate + "Search")
        .request("{\"collection\":\"Docs\",\"limit\":3,\"bm25Search\":{\"query\":\"@T\"}}")
        .answer("{\"results\":[{\"properties\":{\"nonRefProps\":@O}}]}");
    post("weaviate.write", "db.internal", weaviate + "BatchObjects")
        .request(
            "{\"objects\":[{\"collection\":\"Docs\",\"properties\":{\"nonRefProperties\":@O}}]}");
    post("weaviate.delete", "db.internal", weaviate + "BatchDelete")
        .request("{\"collection\":\"Docs\",\"filters\":{\"valueText\":\"@T\"}}");
    post("weaviate.manage", "db.internal", weaviate + "TenantsGet")
        .request("{\"collection\":\"Docs\",\"names\":{\"values\":[\"@T\"]}}");
    post("weaviate.http_search", "x.weaviate.cloud", "/v1/graphql").request("{\"query\":\"@T\"}");
    post("weaviate.http_write", "x.weaviate.cloud", "/v1/batch/objects")
        .request("{\"objects\":[{\"class\":\"Docs\",\"properties\":@O}]}");
    get("weaviate.http_read", "x.weaviate.cloud", "/v1/objects");
    String chroma = "/api/v2/tenants/t/databases/d/collections/c1/";
    post("chroma.search", "db.internal", chroma + "query")
        .request("{\"query_embeddings\":[[0.25]],\"n_results\":3,\"where\":@O}")
        .answer("{\"ids\":[[\"7\"]],\"documents\":[[\"@T\"]],\"metadatas\":[[@O]]}");
    post("chroma.read", "db.internal", chroma + "get").request("{\"where\":@O}");
    post("chroma.write", "db.internal", chroma + "add")
        .request("{\"ids\":[\"7\"],\"documents\":[\"@T\"],\"metadatas\":[@O]}");
    post("chroma.delete", "db.internal", chroma + "delete").request("{\"where\":@O}");
  }

  private static void others() {
    post("ollama.chat", "localhost", "/api/chat")
        .request(
            "{\"model\":\"llama\",\"messages\":[{\"role\":\"user\",\"content\":\"@T\"},{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":@O}}]}]}")
        .answer(
            "{\"model\":\"llama\",\"message\":{\"role\":\"assistant\",\"content\":\"@T\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":@O}}]},\"done\":true}")
        .stream(
            Framing.LINES,
            "{\"model\":\"llama\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":@O}}]},\"done\":false}")
        .text(
            "{\"model\":\"llama\",\"message\":{\"role\":\"assistant\",\"content\":\"@T\"},\"done\":false}",
            "/message/content",
            "",
            "{\"model\":\"llama\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"eval_count\":7}");
    post("ollama.generate", "localhost", "/api/generate")
        .request("{\"model\":\"llama\",\"prompt\":\"@T\",\"system\":\"@T\",\"suffix\":\"@T\"}")
        .answer("{\"model\":\"llama\",\"response\":\"@T\",\"done\":true}")
        .stream(Framing.LINES)
        .text(
            "{\"model\":\"llama\",\"response\":\"@T\",\"done\":false}",
            "/response",
            "",
            "{\"model\":\"llama\",\"response\":\"\",\"done\":true,\"context\":[1,2]}");
    post("ollama.embed", "localhost", "/api/embed")
        .request("{\"model\":\"m\",\"input\":[\"@T\",\"@T\"]}");
    post(
            "huggingface.embeddings",
            "router.huggingface.co",
            "/hf-inference/models/o/m/pipeline/feature-extraction")
        .request("{\"inputs\":[\"@T\",\"@T\"],\"options\":{\"wait_for_model\":true}}");
    post("huggingface.generation", "router.huggingface.co", "/models/m")
        .request("{\"inputs\":\"@T\",\"parameters\":{\"max_new_tokens\":5,\"stop\":[\"@T\"]}}")
        .answer("[{\"generated_text\":\"@T\"}]")
        .stream(Framing.SSE)
        .text(
            "{\"index\":1,\"token\":{\"id\":5,\"text\":\"@T\",\"logprob\":-0.5,\"special\":false},\"generated_text\":null}",
            "/token/text",
            "",
            "")
        .tail(
            "{\"index\":9,\"token\":{\"id\":2,\"text\":\"\",\"special\":true},\"generated_text\":\"@T\",\"details\":{\"finish_reason\":\"eos_token\"}}");
    watsonx();
    dashScope();
    qianfan();
    post("replicate.predictions", "api.replicate.com", "/v1/models/meta/llama/predictions")
        .request("{\"input\":{\"prompt\":\"@T\",\"system_prompt\":\"@T\",\"max_tokens\":5}}")
        .answer(
            "{\"id\":\"p\",\"status\":\"succeeded\",\"input\":{\"prompt\":\"@T\"},\"output\":[\"@T\"]}");
    post("generic", OPENAI, "/v1/something/new")
        .request("{\"model\":\"m\",\"input\":[\"@T\",{\"deep\":@O}],\"text\":\"@N\"}")
        .answer("{\"output\":[{\"deep\":@O},\"@T\"],\"text\":\"@N\"}");
  }

  private static void watsonx() {
    String host = "us-south.ml.cloud.ibm.com";
    String chunk =
        "message|{\"id\":\"c\",\"choices\":[{\"index\":@I,\"delta\":{\"content\":\"@T\"}}]}";
    post("watsonx.chat", host, "/ml/v1/text/chat_stream")
        .request(
            "{\"model_id\":\"m\",\"project_id\":\"p\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"@T\"}]}]}")
        .answer("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"@T\"}}]}")
        .stream(Framing.SSE)
        .text(chunk, "/choices/0/delta/content", "/choices/0/index", "");
    post("watsonx.generation", host, "/ml/v1/text/generation_stream")
        .request(
            "{\"model_id\":\"m\",\"input\":\"@T\",\"parameters\":{\"stop_sequences\":[\"@T\"]}}")
        .answer("{\"results\":[{\"generated_text\":\"@T\",\"stop_reason\":\"eos_token\"}]}")
        .stream(Framing.SSE)
        .text(
            "message|{\"results\":[{\"generated_text\":\"@T\",\"stop_reason\":\"not_finished\"}]}",
            "/results/0/generated_text",
            "",
            "");
    post("watsonx.embeddings", host, "/ml/v1/text/embeddings")
        .request("{\"model_id\":\"m\",\"inputs\":[\"@T\",\"@T\"]}");
  }

  private static void dashScope() {
    String host = "dashscope.aliyuncs.com";
    String parameters =
        "\"parameters\":{\"incremental_output\":true,\"result_format\":\"message\"}}";
    String chunk = "{\"output\":{\"choices\":[{\"index\":@I,\"message\":{\"role\":\"assistant\",";
    String end = "},\"finish_reason\":\"null\"}]},\"request_id\":\"r\"}";
    post("dashscope.generation", host, "/api/v1/services/aigc/text-generation/generation")
        .request(
            "{\"model\":\"qwen-plus\",\"input\":{\"messages\":[{\"role\":\"system\",\"content\":\"@T\"},"
                + "{\"role\":\"user\",\"content\":[{\"text\":\"@T\"},{\"image\":\"https://a.example/b.png\"}]},"
                + "{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"@N\"}}]},{\"role\":\"tool\",\"content\":\"@T\"}]},"
                + parameters)
        .answer(
            "{\"output\":{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"@T\","
                + "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"@N\"}}]}}]},"
                + "\"usage\":{\"input_tokens\":1},\"request_id\":\"r\"}")
        .stream(Framing.SSE)
        .text(
            "result|" + chunk + "\"content\":\"@T\"" + end,
            "/output/choices/0/message/content",
            "/output/choices/0/index",
            "")
        .text(
            "result|" + chunk + "\"content\":\"\",\"reasoning_content\":\"@T\"" + end,
            "/output/choices/0/message/reasoning_content",
            "/output/choices/0/index",
            "");
    post("dashscope.embeddings", host, "/api/v1/services/embeddings/text-embedding/text-embedding")
        .request("{\"model\":\"m\",\"input\":{\"texts\":[\"@T\",\"@T\"]}}");
    post("dashscope.rerank", host, "/api/v1/services/rerank/text-rerank/text-rerank")
        .request("{\"model\":\"m\",\"input\":{\"query\":\"@T\",\"documents\":[\"@T\",\"@T\"]}}")
        .answer("{\"output\":{\"results\":[{\"index\":0,\"document\":{\"text\":\"@T\"}}]}}");
  }

  private static void qianfan() {
    String host = "aip.baidubce.com";
    String at = "/rpc/2.0/ai_custom/v1/wenxinworkshop/";
    String event = "{\"id\":\"as-1\",\"sentence_id\":1,\"is_end\":false,";
    String last = event + "\"result\":\"\",\"finish_reason\":\"normal\"}";
    post("qianfan.chat", host, at + "chat/completions")
        .request(
            "{\"system\":\"@T\",\"messages\":[{\"role\":\"user\",\"content\":\"@T\"},{\"role\":\"assistant\",\"content\":\"\","
                + "\"function_call\":{\"name\":\"f\",\"thoughts\":\"@T\",\"arguments\":\"@N\"}},"
                + "{\"role\":\"function\",\"name\":\"f\",\"content\":\"@N\"}],\"functions\":[{\"name\":\"f\","
                + "\"description\":\"@T\",\"parameters\":{\"type\":\"object\"},\"examples\":[[{\"role\":\"user\","
                + "\"content\":\"@T\"}]]}],\"user_id\":\"@T\",\"penalty_score\":1.0,\"stop\":[\"@T\"]}")
        .answer(
            "{\"id\":\"as-1\",\"object\":\"chat.completion\",\"result\":\"@T\",\"finish_reason\":\"function_call\","
                + "\"function_call\":{\"name\":\"f\",\"thoughts\":\"@T\",\"arguments\":\"@N\"},\"usage\":{\"prompt_tokens\":1}}")
        .stream(Framing.SSE)
        .text(event + "\"result\":\"@T\"}", "/result", "", last);
    post("qianfan.completions", host, at + "completions/sqlcoder_7b")
        .request("{\"prompt\":\"@T\",\"stream\":true,\"stop\":[\"@T\"]}")
        .answer("{\"id\":\"as-1\",\"object\":\"completion\",\"result\":\"@T\",\"is_safe\":1}")
        .stream(Framing.SSE)
        .text(event + "\"result\":\"@T\"}", "/result", "", last);
    post("qianfan.embeddings", host, at + "embeddings/embedding-v1")
        .request("{\"input\":[\"@T\",\"@T\"],\"user_id\":\"@T\"}");
    post("qianfan.rerank", host, at + "reranker/bce_reranker_base")
        .request("{\"query\":\"@T\",\"documents\":[\"@T\",\"@T\"],\"top_n\":2}")
        .answer(
            "{\"id\":\"as-1\",\"results\":[{\"document\":\"@T\",\"relevance_score\":0.5,\"index\":0}]}");
  }

  private static void mcp() {
    mcp("mcp.tools_call", "/tools/call")
        .request(
            "{\"name\":\"f\",\"arguments\":{\"a\":\"@T\",\"b\":[\"@T\"],\"c\":1.0},\"_meta\":{\"progressToken\":1}}")
        .answer(
            "{\"content\":[{\"type\":\"text\",\"text\":\"@T\"},{\"type\":\"resource\",\"resource\":{\"uri\":\"x:y\",\"text\":\"@T\"}}],"
                + "\"structuredContent\":{\"a\":\"@T\"},\"isError\":false}");
    mcp("mcp.lists", "/tools/list")
        .request("{\"cursor\":\"1\",\"_meta\":{\"a\":\"@T\"}}")
        .answer(
            "{\"tools\":[{\"name\":\"f\",\"description\":\"@T\",\"inputSchema\":{\"type\":\"object\"}}]}");
    mcp("mcp.reads", "/prompts/get")
        .request("{\"name\":\"p\",\"arguments\":{\"a\":\"@T\"}}")
        .answer(
            "{\"description\":\"@T\",\"messages\":[{\"role\":\"user\",\"content\":{\"type\":\"text\",\"text\":\"@T\"}}]}");
  }

  private static Sample mcp(String format, String path) {
    Sample sample = new Sample(format, "MCP", "server", path);
    ALL.add(sample);
    return sample;
  }
}
