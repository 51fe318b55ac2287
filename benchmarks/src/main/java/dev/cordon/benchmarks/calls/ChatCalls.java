package dev.cordon.benchmarks.calls;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The measured application: chat calls by openai-java, or by a client of HTTP alone (the variable
 * {@code CLIENT}: {@code okhttp} or {@code jdk}; {@code stream} is openai-java with an answer of
 * 2,000 events), one after another, each with a prompt of its own, until they get no faster; then
 * one line with the median and mean in nanoseconds, and what the calling thread used per call:
 * nanoseconds of processor time (which other processes on the machine don't change much) and
 * allocated bytes.
 */
public final class ChatCalls {
  private static final String CLIENT = System.getenv().getOrDefault("CLIENT", "openai");
  private static final boolean STREAMED = CLIENT.equals("stream");
  private static final String PATH = "/chat/completions";

  /** Prompts that are made in advance: making one must not be measured. */
  private static final int PROMPTS = Math.max(16, 2_048 / Prompt.KIB);

  private static final int BLOCK = STREAMED ? 100 : Math.max(100, 20_000 / Prompt.KIB);

  /** What compilers do late comes after so many calls at the earliest. */
  private static final int LEAST = 6 * BLOCK;

  /** Warm is what differs from the block before by so many parts of a hundred. */
  private static final int SAME = 3;

  private final Question[] questions = new Question[PROMPTS];
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long thread = Thread.currentThread().getId();
  private final OkHttpClient okHttp = new OkHttpClient();
  private final HttpClient jdk = HttpClient.newHttpClient();
  private @Nullable OpenAIClient openai;
  private int made;
  private long length;

  /** Asks, and returns the length of the answer. */
  private interface Question {
    int ask() throws Exception;
  }

  private ChatCalls(String url, boolean findings) {
    for (int i = 0; i < PROMPTS; i++) {
      String prompt = Prompt.of(findings, i);
      questions[i] =
          switch (CLIENT) {
            case "okhttp" -> okHttp(url, prompt);
            case "jdk" -> jdk(url, prompt);
            case "stream" -> stream(url, prompt);
            default -> openai(url, prompt);
          };
    }
  }

  private Question openai(String url, String prompt) {
    OpenAIClient client = openai == null ? openai = newOpenai(url) : openai;
    ChatCompletionCreateParams question =
        ChatCompletionCreateParams.builder().model("echo-1").addUserMessage(prompt).build();
    return () ->
        client
            .chat()
            .completions()
            .create(question)
            .choices()
            .get(0)
            .message()
            .content()
            .orElse("")
            .length();
  }

  private Question stream(String url, String prompt) {
    OpenAIClient client = openai == null ? openai = newOpenai(url) : openai;
    ChatCompletionCreateParams question =
        ChatCompletionCreateParams.builder().model("echo-1").addUserMessage(prompt).build();
    return () -> {
      try (StreamResponse<ChatCompletionChunk> answer =
          client.chat().completions().createStreaming(question)) {
        return answer.stream()
            .mapToInt(event -> event.choices().get(0).delta().content().orElse("").length())
            .sum();
      }
    };
  }

  private static OpenAIClient newOpenai(String url) {
    return OpenAIOkHttpClient.builder().baseUrl(url).apiKey("demo").build();
  }

  private Question okHttp(String url, String prompt) {
    OkHttpClient client = okHttp;
    Request request =
        new Request.Builder()
            .url(url + PATH)
            .header("Authorization", "Bearer demo")
            .post(RequestBody.create(body(prompt), MediaType.get("application/json")))
            .build();
    return () -> {
      try (Response response = client.newCall(request).execute()) {
        return response.body().string().length();
      }
    };
  }

  private Question jdk(String url, String prompt) {
    HttpClient client = jdk;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + PATH))
            .header("Authorization", "Bearer demo")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body(prompt)))
            .build();
    return () -> client.send(request, HttpResponse.BodyHandlers.ofString()).body().length();
  }

  private static String body(String prompt) {
    return "{\"model\":\"echo-1\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + prompt
        + "\"}]}";
  }

  /**
   * Calls.
   *
   * @param arguments base URL, {@code five} or {@code nothing}, the most calls to warm up, measured
   *     calls
   * @throws Exception when a call fails
   */
  public static void main(String[] arguments) throws Exception {
    ChatCalls calls = new ChatCalls(arguments[0], arguments[1].equals("five"));
    calls.warmUp(Integer.parseInt(arguments[2]));
    int warm = calls.made;
    int measured = Integer.parseInt(arguments[3]);
    long allocated = calls.threads.getThreadAllocatedBytes(calls.thread);
    long processor = calls.threads.getCurrentThreadCpuTime();
    long[] nanos = calls.block(measured);
    processor = calls.threads.getCurrentThreadCpuTime() - processor;
    allocated = calls.threads.getThreadAllocatedBytes(calls.thread) - allocated;
    System.out.println(
        "result "
            + nanos[measured / 2]
            + " "
            + Arrays.stream(nanos).sum() / measured
            + " "
            + processor / measured
            + " "
            + allocated / measured
            + " "
            + calls.length / calls.made
            + " "
            + warm);
    System.exit(0); // OkHttp's threads would keep the process for a minute.
  }

  /** Calls until two blocks in a row cost the same processor time, or there were enough. */
  private void warmUp(int most) throws Exception {
    long before = 0;
    while (made < most) {
      long start = threads.getCurrentThreadCpuTime();
      block(Math.min(BLOCK, most - made));
      long took = threads.getCurrentThreadCpuTime() - start;
      if (made >= LEAST && Math.abs(took - before) * 100 < before * SAME) {
        return;
      }
      before = took;
    }
  }

  /** Makes calls and returns how long each took, sorted. */
  private long[] block(int count) throws Exception {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      Question question = questions[made++ % PROMPTS];
      long start = System.nanoTime();
      length += question.ask();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos;
  }
}
