package dev.cordon.instrumentation.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import dev.cordon.engine.HeaderSource;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.JsonTree;
import dev.cordon.instrumentation.SocketCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows an answer's messages to the engine: one as a JSON body, those of a stream as server-sent
 * events, which is what the same interface sends over HTTP. Used by one thread at a time.
 */
final class RestoredAnswer {
  private static final String EVENT = "data: ";
  private static final String END = "\n\n";

  private final @Nullable AnswerPush push;
  private final @Nullable SocketCall socket;
  private boolean withheld;
  private final boolean streams;

  RestoredAnswer(Decision decision, boolean streams) {
    this.streams = streams;
    String type = streams ? "text/event-stream" : "application/json";
    AnswerPlan plan = decision.answer(200, new Type(type), true);
    push = plan.isUntouched() ? null : plan.push();
    socket = null;
  }

  /** Restores the answer of a call to which the client sends many messages. */
  RestoredAnswer(SocketCall socket) {
    this.socket = socket;
    this.push = null;
    this.streams = true;
  }

  /** Returns what to hand on of a message: usually one, perhaps none, perhaps several. */
  List<Message> next(Message message) {
    AnswerPush engine = push;
    if (withheld) {
      return Collections.emptyList();
    }
    if (socket != null) {
      return received(socket, message);
    }
    if (engine == null) {
      return Collections.singletonList(message);
    }
    String json = new String(JsonTree.write(Messages.tree(message)), UTF_8);
    String sent = streams ? EVENT + json + END : json;
    try {
      String got = text(engine.next(ByteBuffer.wrap(sent.getBytes(UTF_8))));
      if (!streams) {
        got += text(engine.finish());
        withheld = engine.withheld() != null;
        if (withheld) {
          return Collections.emptyList(); // a message without its texts would pass for one
        }
      }
      return got.equals(sent) ? Collections.singletonList(message) : messages(got, message, true);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible); // nothing is encoded
    }
  }

  private List<Message> received(SocketCall from, Message message) {
    byte[] json = JsonTree.write(Messages.tree(message));
    List<byte[]> got = from.receive(json);
    if (got.size() == 1 && got.get(0) == json) {
      return Collections.singletonList(message);
    }
    StringBuilder events = new StringBuilder();
    for (byte[] each : got) {
      events.append(EVENT).append(new String(each, UTF_8)).append(END);
    }
    return messages(events.toString(), message, true);
  }

  private List<Message> ended(SocketCall of, Message kind) {
    StringBuilder events = new StringBuilder();
    for (String each : of.end(null)) {
      events.append(EVENT).append(each).append(END);
    }
    return withheld ? Collections.<Message>emptyList() : messages(events.toString(), kind, false);
  }

  /** Returns what was held back. */
  List<Message> finish(Message kind) {
    if (socket != null) {
      return ended(socket, kind);
    }
    AnswerPush engine = push;
    if (engine == null || !streams || withheld) {
      return Collections.emptyList();
    }
    try {
      return messages(text(engine.finish()), kind, false);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible); // nothing is encoded
    }
  }

  /** Tells whether policy lets no more of the answer go on. */
  boolean isWithheld() {
    return withheld;
  }

  /** The engine ends a stream that way over HTTP; messages of the interface have no such field. */
  private static boolean isError(Map<?, ?> tree, Message original) {
    return tree.get("error") instanceof Map
        && original.getDescriptorForType().findFieldByName("error") == null;
  }

  /** Ends what has not ended. */
  void abort(@Nullable Throwable failure) {
    if (socket != null) {
      socket.end(failure);
    }
    if (push != null) {
      push.abort(failure);
    }
  }

  /** Reads messages; the last one is what became of the original, those before are the engine's. */
  private List<Message> messages(String text, Message original, boolean changed) {
    List<Map<?, ?>> trees = new ArrayList<>();
    for (String event : streams ? text.split(END) : new String[] {text}) {
      String json = event.startsWith(EVENT) ? event.substring(EVENT.length()) : event;
      Object tree = json.trim().isEmpty() ? null : JsonTree.read(json.getBytes(UTF_8));
      if (tree instanceof Map && isError((Map<?, ?>) tree, original)) {
        withheld = true;
        break;
      }
      if (tree instanceof Map) {
        trees.add((Map<?, ?>) tree);
      }
    }
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      boolean own = changed && i == trees.size() - 1 && !withheld;
      messages.add(
          own ? Messages.merge(original, trees.get(i)) : NewMessage.make(original, trees.get(i)));
    }
    return messages;
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  /** What the answer would say of itself over HTTP. */
  private static final class Type implements HeaderSource {
    private final String type;

    Type(String type) {
      this.type = type;
    }

    @Override
    public @Nullable String first(String name) {
      return name.equalsIgnoreCase("content-type") ? type : null;
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      consumer.accept("content-type", type);
    }
  }
}
