package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A call that was sent, and what a model knows that was told of its values. */
final class Echo {
  private final Call call;
  private final Sample sample;
  private final Random random;
  private final byte[] body;

  /** Each value's token. */
  final Map<String, String> tokens = new LinkedHashMap<>();

  final Exchange exchange;

  Echo(Call call, Sample sample, Random random) {
    this.call = call;
    this.sample = sample;
    this.random = random;
    if (sample.request.isEmpty()) {
      body = new byte[0];
      Sample made =
          new Sample("generic", "POST", sample.host, "/v1/new")
              .request("{\"input\":[\"@T\",\"@T\"]}");
      byte[] earlier = learn(call.open(made), made);
      for (String id : sample.path.split("/")) {
        Exchange named = call.open(made); // what the path names may be any of its segments
        call.judge(named, earlier);
        call.receive(
            named, "application/json", List.of(("{\"id\":\"" + id + "\"}").getBytes(UTF_8)));
      }
      exchange = again();
    } else {
      exchange = call.open(sample);
      body = learn(exchange, sample);
    }
  }

  private byte[] learn(Exchange from, Sample of) {
    Marked request = new Filled(new Contents(random, Contents.VALUES), random).marked(of.request);
    byte[] bytes = request.toString().getBytes(UTF_8);
    String difference = request.difference(new String(call.judge(from, bytes), UTF_8), tokens);
    if (difference != null) {
      throw new AssertionError(difference);
    }
    return bytes;
  }

  /** Fills an answer's places with texts about the values that the model knows. */
  Marked filled(String template) {
    return new Filled(contents(), random).marked(template);
  }

  Contents contents() {
    return new Contents(random, tokens.keySet().toArray(new String[0]));
  }

  /** Sends the same request again. */
  Exchange again() {
    Exchange another = call.open(sample);
    call.judge(another, body);
    return another;
  }
}
