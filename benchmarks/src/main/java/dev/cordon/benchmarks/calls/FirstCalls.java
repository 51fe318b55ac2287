package dev.cordon.benchmarks.calls;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * A fresh JVM's first calls: prints the milliseconds that the first thousand took together, and of
 * the processor, compilers included; after how many calls and milliseconds a call costs at most
 * twice what it costs in the end; and that in microseconds.
 */
public final class FirstCalls {
  private static final int FIRST = 1_000;

  /** So many calls are looked at together: one of them may meet a collection or a compiler. */
  private static final int WINDOW = 100;

  private FirstCalls() {}

  /**
   * Calls.
   *
   * @param arguments base URL, {@code five} or {@code nothing}, calls
   */
  public static void main(String[] arguments) {
    OpenAIClient client = OpenAIOkHttpClient.builder().baseUrl(arguments[0]).apiKey("demo").build();
    ChatCompletionCreateParams[] questions = new ChatCompletionCreateParams[512];
    for (int i = 0; i < questions.length; i++) {
      String prompt = Prompt.of(arguments[1].equals("five"), i);
      questions[i] =
          ChatCompletionCreateParams.builder().model("echo-1").addUserMessage(prompt).build();
    }
    long[] ends = new long[Integer.parseInt(arguments[2])];
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long begun = System.nanoTime();
    for (int i = 0; i < ends.length; i++) {
      client.chat().completions().create(questions[i % questions.length]);
      ends[i] = System.nanoTime() - begun;
      if (i == FIRST - 1) {
        processor = system.getProcessCpuTime() - processor;
      }
    }
    long steady = median(ends, ends.length - 10 * WINDOW, ends.length);
    int warm = WINDOW;
    while (warm < ends.length && median(ends, warm - WINDOW, warm) > 2 * steady) {
      warm += WINDOW;
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "result %d %d %d %d %d",
            ends[FIRST - 1] / 1_000_000,
            processor / 1_000_000,
            warm,
            ends[warm - 1] / 1_000_000,
            steady / 1_000));
    System.exit(0); // OkHttp's threads would keep the process for a minute
  }

  private static long median(long[] ends, int from, int to) {
    long[] took = new long[to - from];
    for (int i = from; i < to; i++) {
      took[i - from] = ends[i] - (i == 0 ? 0 : ends[i - 1]);
    }
    Arrays.sort(took);
    return took[took.length / 2];
  }
}
