package com.example.app;

import com.example.hr.Payroll;
import com.example.shop.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An application of two classes that make calls through one client. The model that a request names
 * says who ought to be its caller.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("ask", a -> got(Payroll.ask(a[0], body("payroll"))))
        .add("chain", a -> got(Payroll.chain(a[0], body("payroll"), body("payroll"))))
        .add("hop", a -> got(Payroll.hop(a[0], body("payroll"))))
        .add("many", a -> many(a[0], Integer.parseInt(a[1])))
        .serveAndExit();
  }

  /** Makes a request that names a model. */
  public static String body(String model) {
    return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  }

  private static String got(CompletableFuture<String> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(30, TimeUnit.SECONDS);
  }

  /** Half of the calls are of one class, half of the other, all at once. */
  private static String many(String url, int calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls);
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      boolean isPayroll = i % 2 == 0;
      CompletableFuture<CompletableFuture<String>> begun =
          CompletableFuture.supplyAsync(
              () ->
                  isPayroll
                      ? Payroll.chain(url, body("payroll"), body("payroll"))
                      : Search.chain(url, body("search"), body("search")),
              threads);
      answers.add(begun.thenCompose(answer -> answer));
    }
    int ok = 0;
    for (CompletableFuture<String> answer : answers) {
      ok += got(answer).contains("Hello") ? 1 : 0;
    }
    threads.shutdown();
    return String.valueOf(ok);
  }
}
