package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.wire.WireFormats;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold for every wire format, from the body as the application sends it to the answer as
 * the application gets it, with the real scanner. {@code -Droundtrip.seed} draws other documents; a
 * failure names the seed.
 */
class EveryFormatTest {
  private static final long SEED = Long.getLong("roundtrip.seed", 1);
  private static final int RUNS = Integer.getInteger("roundtrip.runs", 4);
  private static final Call CALL = new Call(Contents.POLICY);

  static List<Sample> samples() {
    return Samples.all();
  }

  @Test
  void everyFormatHasASample() {
    TreeSet<String> sampled = new TreeSet<>();
    samples().forEach(sample -> sampled.add(sample.format));
    TreeSet<String> known = new TreeSet<>();
    WireFormats.catalogue().ids().forEach(known::add);
    assertEquals(known, sampled);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noValueLeavesAndAllElseStays(Sample sample) {
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(SEED + run);
      Marked body =
          new Filled(new Contents(random, Contents.VALUES), random).marked(sample.request);
      Exchange exchange = CALL.open(sample);
      assertNotNull(exchange, sample::toString);
      byte[] sent = CALL.judge(exchange, body.toString().getBytes(UTF_8));
      String text = new String(sent, UTF_8);
      assertNull(body.difference(text, new HashMap<>()), () -> "seed " + SEED + " body " + body);
      Leaks.assertNone(text, Contents.VALUES, "seed " + SEED);
      exchange.fail(new java.io.IOException());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anEchoComesBackAsItWasSent(Sample sample) throws Exception {
    for (int run = 0; run < RUNS && !sample.answer.isEmpty(); run++) {
      Random random = new Random(SEED + run);
      Echo echo = new Echo(CALL, sample, random);
      Marked answer = echo.filled(sample.answer);
      List<byte[]> chunks = Splits.random(answer.with(echo.tokens).getBytes(UTF_8), random);
      byte[] got = CALL.receive(echo.exchange, "application/json", chunks);
      assertEquals(
          Trees.unfolded(Trees.read(answer.toString())),
          Trees.unfolded(Trees.read(new String(got, UTF_8))),
          () -> "seed " + SEED + " answer " + answer);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aStreamedEchoComesBackHoweverItIsSplit(Sample sample) throws Exception {
    for (int run = 0; run < RUNS && !sample.deltas.isEmpty(); run++) {
      Random random = new Random(SEED + run);
      Streamed stream = new Streamed(sample, new Echo(CALL, sample, random), random);
      byte[] bytes = Frames.write(sample.framing, stream.events);
      String type = Frames.contentType(sample.framing);
      byte[] got = CALL.receive(stream.echo.exchange, type, List.of(bytes));
      stream.assertRestored(Frames.read(sample.framing, got), "seed " + SEED);
      for (List<byte[]> split : Splits.some(bytes, random, run == 0 ? 100 : 12)) {
        Exchange again = stream.echo.again();
        assertArrayEquals(
            got, CALL.receive(again, type, split), () -> "seed " + SEED + " split " + split.size());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSmallStreamMayBeSplitAnywhere(Sample sample) throws Exception {
    if (sample.deltas.isEmpty()) {
      return;
    }
    Random random = new Random(SEED);
    Streamed stream = Streamed.small(sample, new Echo(CALL, sample, random), random);
    byte[] bytes = Frames.write(sample.framing, stream.events);
    String type = Frames.contentType(sample.framing);
    byte[] got = CALL.receive(stream.echo.exchange, type, List.of(bytes));
    stream.assertRestored(Frames.read(sample.framing, got), "seed " + SEED);
    for (int at = 0; at <= bytes.length; at++) {
      List<byte[]> split = Splits.at(bytes, at);
      assertEquals(
          new String(got, ISO_8859_1),
          new String(CALL.receive(stream.echo.again(), type, split), ISO_8859_1),
          "seed " + SEED + " split at " + at);
    }
    assertArrayEquals(got, CALL.receive(stream.echo.again(), type, Splits.bytes(bytes)));
  }
}
