package dev.cordon.benchmarks.calls;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The measured application: one openai-java chat call after another, then one line with the median
 * and mean in nanoseconds, and what the calling thread used per call: nanoseconds of processor time
 * (which other processes on the machine don't change much) and allocated bytes.
 */
public final class ChatCalls {
  private ChatCalls() {}

  /**
   * Calls.
   *
   * @param arguments base URL, {@code ten} or {@code nothing}, warm-up calls, measured calls
   */
  public static void main(String[] arguments) {
    String prompt = Prompt.of(arguments[1].equals("ten"));
    OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(arguments[0]).apiKey("demo").build();
    ChatCompletionCreateParams question =
        ChatCompletionCreateParams.builder().model("echo-1").addUserMessage(prompt).build();
    int warmUp = Integer.parseInt(arguments[2]);
    int measured = Integer.parseInt(arguments[3]);
    int length = 0;
    for (int i = 0; i < warmUp; i++) {
      length += call(client, question);
    }
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long[] nanos = new long[measured];
    long allocated = threads.getThreadAllocatedBytes(thread);
    long processor = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < measured; i++) {
      long start = System.nanoTime();
      length += call(client, question);
      nanos[i] = System.nanoTime() - start;
    }
    processor = threads.getCurrentThreadCpuTime() - processor;
    allocated = threads.getThreadAllocatedBytes(thread) - allocated;
    Arrays.sort(nanos);
    long sum = 0;
    for (long nano : nanos) {
      sum += nano;
    }
    System.out.println(
        "result "
            + nanos[measured / 2]
            + " "
            + sum / measured
            + " "
            + processor / measured
            + " "
            + allocated / measured
            + " "
            + length / (warmUp + measured));
    System.exit(0); // OkHttp's threads would keep the process for a minute.
  }

  private static int call(OpenAIClient client, ChatCompletionCreateParams question) {
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
