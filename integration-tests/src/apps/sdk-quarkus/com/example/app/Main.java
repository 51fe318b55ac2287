package com.example.app;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;

/** An application on Quarkus LangChain4j: its models, and AI services that Quarkus writes. */
@QuarkusMain
public class Main implements QuarkusApplication {
  @Inject Assistant assistant;
  @Inject Desk desk;

  @Override
  public int run(String... args) throws Exception {
    new Runner()
        .add("plain", a -> new Models.Plain(a[0]).get().chat(a[1]))
        .add("stream", a -> Chats.stream(new Models.Streaming(a[0]).get(), a[1]))
        .add("service", a -> asked(a[0], () -> assistant.answer(a[1])))
        .add("service-stream", a -> asked(a[0], () -> joined(assistant.streamed(a[1]))))
        .add("service-tool", a -> asked(a[0], () -> assistant.send(a[1])))
        .add("service-tool-stream", a -> asked(a[0], () -> joined(assistant.streamedSend(a[1]))))
        .add("rag", a -> desk(a[0], a[1], a[2]))
        .serve();
    return 0;
  }

  /** An AI service lives as long as a request. */
  private static String asked(String url, Question question) {
    Models.vendor = url;
    ManagedContext request = Arc.container().requestContext();
    request.activate();
    try {
      return question.ask();
    } finally {
      request.terminate();
    }
  }

  private String desk(String url, String question, String customer) {
    Customers.known = customer;
    return asked(url, () -> desk.answer(question));
  }

  private static String joined(Multi<String> parts) {
    return String.join("", parts.collect().asList().await().indefinitely());
  }

  /** What is done in a request. */
  private interface Question {
    String ask();
  }
}
