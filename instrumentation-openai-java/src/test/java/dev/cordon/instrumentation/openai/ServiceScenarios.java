package dev.cordon.instrumentation.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.PermissionDeniedException;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.RealGate;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * What a user of the SDK sees, over its own OkHttp transport, which is instrumented too. Run by
 * {@link EveryVersionTest}.
 */
class ServiceScenarios {
  private static final String MAIL = "anna.berg@nordwind-reisen.de";

  private static final String ANSWER =
      "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{"
          + "\"index\":0,\"finish_reason\":\"stop\",\"logprobs\":null,\"message\":{"
          + "\"role\":\"assistant\",\"refusal\":null,\"content\":\"Hello PERSON_7KQ2M9\"}}]}";

  private final WordGate gate = new WordGate();
  private RawServer server;
  private OpenAIClient client;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer(RawServer.ok("application/json", ANSWER));
    Cordon.install(gate);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(server.url("/v1"))
            .apiKey("test")
            .maxRetries(2)
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    Cordon.install(null);
    server.close();
    assertEquals(0, gate.openScopes());
  }

  private static ChatCompletionCreateParams ask(String text) {
    return ChatCompletionCreateParams.builder().model("m").addUserMessage(text).build();
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().get(0).message().content().get();
  }

  private void assertOneExchange(int attempts) {
    List<String> events = gate.events();
    assertTrue(events.get(0).startsWith("open openai-java POST "), events.toString());
    assertEquals("judge rewrite", events.get(1));
    for (int i = 0; i < attempts; i++) {
      assertEquals("attempt 127.0.0.1", events.get(2 + i), events.toString());
      assertTrue(server.requests().get(i).contains("PERSON_7KQ2M9"), server.requests().get(i));
      assertFalse(server.requests().get(i).contains("Mallory"), server.requests().get(i));
    }
    assertEquals("answer 200", events.get(2 + attempts));
    assertTrue(events.get(3 + attempts).startsWith("finish "), events.toString());
    assertEquals(4 + attempts, events.size(), events.toString());
    assertEquals(attempts, server.requests().size());
  }

  @Test
  void aChatCallIsOneExchange() {
    assertEquals("Hello Mallory", text(client.chat().completions().create(ask("I am Mallory"))));
    assertOneExchange(1);
  }

  @Test
  void anAsynchronousChatCallIsOneExchange() throws Exception {
    ChatCompletion answer =
        client.async().chat().completions().create(ask("I am Mallory")).get(20, TimeUnit.SECONDS);
    assertEquals("Hello Mallory", text(answer));
    assertOneExchange(1);
  }

  @Test
  void anAsynchronousCallThatIsRetriedOnAnotherThreadIsOneExchange() throws Exception {
    failFirst(1);
    ChatCompletion answer =
        client.async().chat().completions().create(ask("I am Mallory")).get(20, TimeUnit.SECONDS);
    assertEquals("Hello Mallory", text(answer));
    assertOneExchange(2);
  }

  @Test
  void aRetriedCallIsOneExchange() {
    failFirst(2);
    assertEquals("Hello Mallory", text(client.chat().completions().create(ask("I am Mallory"))));
    assertOneExchange(3);
  }

  private void failFirst(int count) {
    AtomicInteger requests = new AtomicInteger();
    server.script(
        (request, out) -> {
          if (requests.incrementAndGet() <= count) {
            out.write(
                ("HTTP/1.1 500 Oops\r\nRetry-After-Ms: 1\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
          } else {
            RawServer.ok("application/json", ANSWER).answer(request, out);
          }
        });
  }

  @Test
  void aStreamIsRestoredEventByEvent() {
    server.script(
        RawServer.ok(
            "text/event-stream", chunk("Hello ") + chunk("PERSON_7KQ2M9") + "data: [DONE]\n\n"));
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask("I am Mallory"))) {
      String text =
          stream.stream()
              .map(chunk -> chunk.choices().get(0).delta().content().orElse(""))
              .collect(Collectors.joining());
      assertEquals("Hello Mallory", text);
    }
    assertOneExchange(1);
  }

  private static String chunk(String text) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + "\"choices\":[{\"index\":0,\"finish_reason\":null,\"delta\":{\"content\":\""
        + text
        + "\"}}]}\n\n";
  }

  @Test
  void aRefusalIsTheSdksOwnExceptionAndNotRetried() {
    PermissionDeniedException refused =
        assertThrows(
            PermissionDeniedException.class,
            () -> client.chat().completions().create(ask("forbidden")));
    assertEquals(403, refused.statusCode());
    CompletionException async =
        assertThrows(
            CompletionException.class,
            () -> client.async().chat().completions().create(ask("forbidden")).join());
    assertInstanceOf(PermissionDeniedException.class, async.getCause());
    assertEquals(List.of(), server.requests());
    assertEquals(4, gate.events().size(), gate.events().toString());
  }

  @Test
  void aHostThatOnlyTheTransportKnowsMayBeRefusedToo() {
    gate.deniedHost = "127.0.0.1";
    assertThrows(
        PermissionDeniedException.class,
        () -> client.chat().completions().create(ask("I am Mallory")));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aCallWithoutABodyIsLeftToTheTransport() {
    server.script(RawServer.ok("application/json", "{\"object\":\"list\",\"data\":[]}"));
    client.models().list();
    assertEquals(List.of(), gate.events());
  }

  @Test
  void aFileOfRequestsLeavesWithoutTheValue() {
    Cordon.install(new RealGate("hosts:", "  127.0.0.1: openai"));
    String line =
        "{\"custom_id\":\"1\",\"body\":{\"messages\":[{\"content\":\"" + MAIL + "\"}]}}\n";
    sentInParts(
        () ->
            client
                .files()
                .create(
                    FileCreateParams.builder()
                        .purpose(FilePurpose.BATCH)
                        .file(new ByteArrayInputStream(line.getBytes(UTF_8)))
                        .build()));
  }

  @Test
  void thePromptOfATranscriptionLeavesWithoutTheValue() {
    Cordon.install(new RealGate("hosts:", "  127.0.0.1: openai"));
    sentInParts(
        () ->
            client
                .audio()
                .transcriptions()
                .create(
                    TranscriptionCreateParams.builder()
                        .model("whisper-1")
                        .prompt("mail to " + MAIL)
                        .file(new ByteArrayInputStream(new byte[] {0, 1, 2, 3}))
                        .build()));
  }

  private void sentInParts(Runnable call) {
    try {
      call.run();
    } catch (LinkageError e) {
      throw new TestAbortedException("some versions have it under another name", e);
    } catch (RuntimeException answer) {
      // the server's answer is none of a file
    }
    assertEquals(1, server.requests().size());
    assertTrue(server.requests().get(0).contains("multipart/form-data"));
    assertFalse(server.requests().get(0).contains("anna.berg"), server.requests()::toString);
    assertTrue(server.requests().get(0).contains("EMAIL_"), server.requests()::toString);
  }
}
