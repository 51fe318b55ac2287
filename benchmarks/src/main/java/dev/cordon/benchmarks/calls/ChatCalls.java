package dev.cordon.benchmarks.calls;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The measured application: openai-java chat calls one after another, each with a prompt of its
 * own, until they get no faster; then one line with the median and mean in nanoseconds, and what
 * the calling thread used per call: nanoseconds of processor time (which other processes on the
 * machine don't change much) and allocated bytes.
 */
public final class ChatCalls {
  /** Prompts that are made in advance: making one must not be measured. */
  private static final int PROMPTS = 512;

  private static final int BLOCK = 5_000;

  /** What compilers do late comes after so many calls at the earliest. */
  private static final int LEAST = 30_000;

  /** Warm is what differs from the block before by so many parts of a hundred. */
  private static final int SAME = 3;

  private final OpenAIClient client;
  private final ChatCompletionCreateParams[] questions = new ChatCompletionCreateParams[PROMPTS];
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long thread = Thread.currentThread().getId();
  private int made;
  private long length;

  private ChatCalls(String url, boolean findings) {
    client = OpenAIOkHttpClient.builder().baseUrl(url).apiKey("demo").build();
    for (int i = 0; i < PROMPTS; i++) {
      questions[i] =
          ChatCompletionCreateParams.builder()
              .model("echo-1")
              .addUserMessage(Prompt.of(findings, i))
              .build();
    }
  }

  /**
   * Calls.
   *
   * @param arguments base URL, {@code five} or {@code nothing}, the most calls to warm up, measured
   *     calls
   */
  public static void main(String[] arguments) {
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
  private void warmUp(int most) {
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
  private long[] block(int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      ChatCompletionCreateParams question = questions[made++ % PROMPTS];
      long start = System.nanoTime();
      length += call(question);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private int call(ChatCompletionCreateParams question) {
    return client
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
}
