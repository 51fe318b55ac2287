package dev.cordon.benchmarks.calls;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Many threads that call at once: prints calls a second, and where threads waited for a lock or
 * kept a carrier thread while code of the agent was the nearest that is not the JDK's.
 */
public final class UnderLoad {
  private static final String AGENT = "dev.cordon.";
  private static final String OWN = "dev.cordon.benchmarks.";

  /** The exporter's client has threads of its own, which no call waits for. */
  private static final String LIBRARIES = "dev.cordon.lib.";

  /** So many prompts differ. */
  private static final int QUESTIONS = 64;

  private final List<OpenAIClient> clients = new ArrayList<>();
  private final List<ChatCompletionCreateParams> questions = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  private UnderLoad(int port, int hosts) {
    for (int i = 1; i <= hosts; i++) {
      String url = "http://127.0.0." + i + ":" + port + "/v1";
      clients.add(OpenAIOkHttpClient.builder().baseUrl(url).apiKey("demo").build());
    }
    for (int i = 0; i < QUESTIONS; i++) {
      questions.add(
          ChatCompletionCreateParams.builder()
              .model("echo-1")
              .addUserMessage(Prompt.of(true, i))
              .build());
    }
  }

  /**
   * Calls.
   *
   * @param arguments the port, hosts, threads, {@code platform} or {@code virtual}, calls to warm
   *     up, measured calls
   * @throws Exception when it can't be measured
   */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[2]);
    boolean virtual = arguments[3].equals("virtual");
    UnderLoad load = new UnderLoad(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    load.call(Integer.parseInt(arguments[4]), threads, virtual);
    Path file = Files.createTempFile("load", ".jfr");
    int calls = Integer.parseInt(arguments[5]);
    try (Recording recording = new Recording()) {
      recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ofMillis(1)).withStackTrace();
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
      recording.enable("jdk.ThreadPark").withThreshold(Duration.ofMillis(1)).withStackTrace();
      recording.start();
      long begun = System.nanoTime();
      load.call(calls, threads, virtual);
      long took = System.nanoTime() - begun;
      recording.stop();
      recording.dump(file);
      System.out.println("result " + calls * 1_000_000_000L / took + " calls a second");
    }
    print(file);
    Files.delete(file);
    System.exit(0); // OkHttp's threads would keep the process for a minute
  }

  private void call(int calls, int threads, boolean virtual) throws Exception {
    AtomicInteger left = new AtomicInteger(calls);
    CountDownLatch done = new CountDownLatch(threads);
    Runnable work =
        () -> {
          try {
            while (left.getAndDecrement() > 0) {
              one();
            }
          } finally {
            done.countDown();
          }
        };
    for (int i = 0; i < threads; i++) {
      start(work, virtual);
    }
    done.await();
  }

  /** Virtual threads came with Java 21. */
  private static void start(Runnable work, boolean virtual) throws ReflectiveOperationException {
    if (virtual) {
      Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    } else {
      new Thread(work).start();
    }
  }

  private void one() {
    int number = next.getAndIncrement();
    OpenAIClient client = clients.get(number % clients.size());
    client.chat().completions().create(questions.get(number % QUESTIONS));
  }

  private static void print(Path file) throws IOException {
    Map<String, Integer> places = new TreeMap<>();
    int all = 0;
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        all++;
        String place = place(event);
        if (place != null) {
          places.merge(event.getEventType().getName() + " in " + place, 1, Integer::sum);
        }
      }
    }
    System.out.println(all + " waits, of these the agent's own:");
    places.forEach((place, count) -> System.out.println(count + "  " + place));
    System.out.println(places.isEmpty() ? "none" : "");
  }

  /** Returns the agent's method that waits, itself or in the JDK; null when others' does. */
  private static @Nullable String place(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return null;
    }
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
        boolean ours =
            type.startsWith(AGENT) && !type.startsWith(OWN) && !type.startsWith(LIBRARIES);
        return ours && !isOwn(event) ? type + "." + frame.getMethod().getName() : null;
      }
    }
    return null;
  }

  /** The agent's own threads wait for work. */
  private static boolean isOwn(RecordedEvent event) {
    String name = event.getThread() == null ? null : event.getThread().getJavaName();
    return name != null && name.startsWith("cordon-");
  }
}
