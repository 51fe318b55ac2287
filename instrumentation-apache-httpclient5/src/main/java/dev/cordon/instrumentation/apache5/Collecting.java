package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.CallThreads;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.nio.AsyncDataProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Asks a producer for the whole body before anything is sent, has it judged, and tells what becomes
 * of the request. On the thread that begins as far as the producer has its bytes ready; what it has
 * only later is collected and judged on one of {@link CallThreads}.
 */
final class Collecting implements DataStreamChannel {
  /** Takes what was decided; one of the methods is called, once. */
  interface Outcome {
    /** The request must not be sent: the application gets this. */
    void refused(SyntheticAnswer answer);

    /** The application's producer failed. */
    void failed(Exception cause);

    /** The request goes on, its head edited; with a body if it had one. */
    void decided(Decision decision, @Nullable SentBody body) throws HttpException, IOException;
  }

  private static final byte[] NONE = {};

  private final Outgoing outgoing;
  private final AsyncDataProducer producer;
  private final BodyCollector collector;
  private final Outcome outcome;

  /** How often output was asked for while one thread drains the producer. */
  private final AtomicInteger asked = new AtomicInteger(1);

  private List<? extends Header> trailers = Collections.<Header>emptyList();
  private boolean ended;
  private volatile boolean done;

  private Collecting(
      Call call,
      Outgoing outgoing,
      AsyncDataProducer producer,
      EntityDetails details,
      Outcome outcome) {
    this.outgoing = outgoing;
    this.producer = producer;
    this.collector = call.collect(details.getContentLength());
    this.outcome = outcome;
  }

  /**
   * Judges a request.
   *
   * @param call the call
   * @param outgoing its head, which is edited
   * @param producer the body, not asked when there are no details of one
   * @param details the body's, or null for none
   * @param outcome takes what was decided
   * @return whether that is done already
   */
  static boolean judge(
      Call call,
      Outgoing outgoing,
      @Nullable AsyncDataProducer producer,
      @Nullable EntityDetails details,
      Outcome outcome) {
    if (producer == null || details == null) {
      tell(call.whole(NONE), outgoing, null, outcome);
      return true;
    }
    Collecting collecting = new Collecting(call, outgoing, producer, details, outcome);
    collecting.drain();
    return collecting.done;
  }

  /** Producers with a thread of their own write, and end, when they like. */
  @Override
  public synchronized int write(ByteBuffer source) {
    int count = source.remaining();
    if (ended || !collector.add(source)) {
      requestOutput();
      return 0;
    }
    source.position(source.limit());
    return count;
  }

  @Override
  public void endStream() {
    endStream(null);
  }

  @Override
  public synchronized void endStream(@Nullable List<? extends Header> last) {
    if (last != null) {
      trailers = last;
    }
    ended = true;
    requestOutput();
  }

  @Override
  public void requestOutput() {
    if (asked.getAndIncrement() == 0) {
      CallThreads.shared().execute(this::drain);
    }
  }

  /** One thread at a time: whoever took {@link #asked} from zero, for good when all is there. */
  private void drain() {
    int seen;
    do {
      seen = asked.get();
      try {
        if (!isWhole() && !drainReady()) {
          CallThreads.shared().execute(this::drain);
          return;
        }
      } catch (Exception failure) {
        done = true; // the application's producer
        outcome.failed(failure);
        return;
      }
      if (isWhole()) {
        done = true;
        tell(collector.decide(), outgoing, this, outcome);
        return;
      }
    } while (asked.addAndGet(-seen) > 0);
  }

  /** Returns false where a producer says that it has something and gives nothing. */
  private boolean drainReady() throws IOException {
    do {
      int size = size();
      producer.produce(this);
      if (!isWhole() && size() == size) {
        return producer.available() <= 0;
      }
    } while (!isWhole() && producer.available() > 0);
    return true;
  }

  private synchronized int size() {
    return collector.size();
  }

  private synchronized boolean isWhole() {
    return ended || collector.isFull();
  }

  private static void tell(
      Decision decision, Outgoing outgoing, @Nullable Collecting body, Outcome outcome) {
    SyntheticAnswer refusal = decision.refusal();
    if (refusal == null) {
      refusal = edited(decision, outgoing);
    }
    if (refusal != null) {
      outcome.refused(refusal);
      return;
    }
    try {
      outcome.decided(decision, body == null ? null : body.sent(decision));
    } catch (Exception failure) {
      decision.fail(failure);
      outcome.failed(failure);
    }
  }

  /** Edits the head; returns what to answer when that fails. */
  private static @Nullable SyntheticAnswer edited(Decision decision, Outgoing outgoing) {
    try {
      decision.edit(outgoing);
      if (decision.body() != null) {
        outgoing.length(decision.length());
      }
      return null;
    } catch (Throwable fault) {
      Cordon.fault(Outgoing.WHERE + " head", fault);
      decision.fail(fault);
      return FaultAnswer.create();
    }
  }

  private SentBody sent(Decision decision) {
    byte[] body = decision.body();
    byte[] first = body == null ? collector.bytes() : body;
    return new SentBody(producer, ByteBuffer.wrap(first), trailers, !ended);
  }
}
