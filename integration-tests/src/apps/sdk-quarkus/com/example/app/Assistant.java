package com.example.app;

import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.quarkiverse.langchain4j.ToolBox;
import io.smallrye.mutiny.Multi;

/** What the application asks. */
@RegisterAiService(
    chatLanguageModelSupplier = Models.Plain.class,
    streamingChatLanguageModelSupplier = Models.Streaming.class)
public interface Assistant {
  String answer(@UserMessage String text);

  Multi<String> streamed(@UserMessage String text);

  @ToolBox(Post.class)
  String send(@UserMessage String text);

  @ToolBox(Post.class)
  Multi<String> streamedSend(@UserMessage String text);
}
