package com.example.app;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;

/** Asks with what a retriever finds; the question itself names nobody. */
@RegisterAiService(
    chatLanguageModelSupplier = Models.Plain.class,
    retrievalAugmentor = Customers.class)
public interface Desk {
  String answer(@UserMessage String question);
}
