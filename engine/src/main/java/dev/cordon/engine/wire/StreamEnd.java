package dev.cordon.engine.wire;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.wire.json.ByteSink;

/** How an answer ends of which the rest is refused: with the vendor's own error. Immutable. */
final class StreamEnd {
  private static final int STATUS = 403;

  private final WireFormat format;
  private final ExchangeRecord record;

  StreamEnd(WireFormat format, ExchangeRecord record) {
    this.format = format;
    this.record = record;
  }

  /**
   * Returns the last event of a stream of texts.
   *
   * @param rule why it ends
   * @param lines whether each line is an event
   * @param typed whether the stream's events say their type beside their data
   */
  byte[] event(String rule, boolean lines, boolean typed) {
    byte[] error = error(rule);
    ByteSink event = new ByteSink();
    if (lines) {
      event.put(error);
      event.put('\n');
      return event.toByteArray();
    }
    event.put(typed ? "event: error\ndata: " : "data: ");
    event.put(error);
    event.put("\n\n");
    return event.toByteArray();
  }

  /** Returns the last element of a stream that is one array, and the array's end. */
  byte[] element(String rule) {
    ByteSink element = new ByteSink();
    element.put(",\n");
    element.put(error(rule));
    element.put("\n]");
    return element.toByteArray();
  }

  /**
   * Returns the last message of AWS's event stream encoding. Of the exceptions that Bedrock's
   * streams know, it is the one that says that the request can't be met and is not sent again.
   */
  byte[] exception(String rule) {
    ByteSink headers = new ByteSink();
    AwsMessage.putHeader(":exception-type", "validationException", headers);
    AwsMessage.putHeader(":content-type", "application/json", headers);
    AwsMessage.putHeader(":message-type", "exception", headers);
    ByteSink payload = new ByteSink();
    payload.put(error(rule));
    return AwsMessage.message(headers.toByteArray(), payload);
  }

  /** Returns the message of a WebSocket that says so. */
  byte[] message(String rule) {
    byte[] error = error(rule);
    if (format.id().startsWith("gemini.")) {
      return error;
    }
    // OpenAI's messages say their type at the top, and their errors what was wrong with a request.
    ByteSink message = new ByteSink();
    message.put("{\"type\":\"error\",");
    message.put(error, 1, error.length);
    return message.toByteArray();
  }

  private byte[] error(String rule) {
    return answer(rule).body();
  }

  /** Returns what a vendor would answer, had it refused; the record names the rule. */
  SyntheticAnswer answer(String rule) {
    record.rule(rule);
    String message =
        "Cordon withheld the rest of this answer. Rule: " + rule + "; record: " + record.id() + ".";
    return format.errorAnswer(STATUS, rule, message);
  }
}
