package dev.cordon.instrumentation.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.ClientCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerListenerTest {
  private final List<String> seen = new ArrayList<>();
  private AnswerListener<String> listener;

  private AnswerListener<String> listener(ClientCall.Listener<String> application) {
    return new AnswerListener<>(application, null, null, null, true, null);
  }

  @Test
  void callsTheApplicationForOneThingAfterTheOther() {
    listener =
        listener(
            new ClientCall.Listener<String>() {
              @Override
              public void onMessage(String message) {
                seen.add("begin " + message);
                listener.onReady(); // from gRPC's thread while the application's is in here
                seen.add("end " + message);
              }

              @Override
              public void onReady() {
                seen.add("ready");
              }
            });

    listener.onMessage("a");
    listener.wanted(1);

    assertEquals(List.of("begin a", "end a", "ready"), seen);
  }

  @Test
  void handsOnWhatWasAskedForAndNoMore() {
    listener =
        listener(
            new ClientCall.Listener<String>() {
              @Override
              public void onMessage(String message) {
                seen.add(message);
              }
            });

    listener.onMessage("a");
    listener.onMessage("b");
    listener.wanted(1);

    assertEquals(List.of("a"), seen);
  }
}
