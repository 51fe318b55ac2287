package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Notes models, identifiers, finish reasons, settings and token counts in the Exchange's record.
 * Not thread-safe.
 */
final class FactReader {
  /** A fact that is longer is none. */
  private static final int LONGEST = 256;

  private final boolean request;

  /** Null where tokens that are told of were not used by this call. */
  private final @Nullable TokenCounts tokens;

  /** Null for requests. */
  private final @Nullable InlineMedia media;

  private final ByteSink begun = new ByteSink();
  private final Settings settings = new Settings();
  private final ToolCalls tools = new ToolCalls();
  private ExchangeRecord record;

  private FactReader(
      ExchangeRecord record,
      boolean request,
      @Nullable TokenCounts tokens,
      @Nullable InlineMedia media) {
    this.media = media;
    this.record = record;
    this.request = request;
    this.tokens = tokens;
  }

  static FactReader ofRequest(ExchangeRecord record) {
    return new FactReader(record, true, null, null);
  }

  /**
   * Reads an answer.
   *
   * @param uses whether the tokens that it tells of were used by this call
   * @param media counts pictures and the like
   */
  static FactReader ofAnswer(ExchangeRecord record, boolean uses, InlineMedia media) {
    return new FactReader(record, false, uses ? new TokenCounts() : null, media);
  }

  /** Begins another request. */
  void begin(ExchangeRecord newRecord) {
    record = newRecord;
    begun.clear();
    settings.begin();
  }

  /** Takes a part of a scalar that goes on. */
  void part(Rule rule, byte[] bytes, int from, int to) {
    if (rule.fact != Fact.NONE && begun.size() <= LONGEST) {
      begun.put(bytes, from, Math.min(to, from + LONGEST + 1));
    }
  }

  /** Takes a string or a part of it. */
  void text(Rule rule, byte[] bytes, int from, int to, boolean whole) {
    if (rule.fact.isMedia()) {
      if (media != null) {
        media.field(rule.fact, bytes, from, to, whole);
      }
      return;
    }
    if (!whole || !begun.isEmpty()) {
      part(rule, bytes, from, to);
      if (whole) {
        note(rule.fact, begun.array(), 0, begun.size());
        begun.clear();
      }
      return;
    }
    note(rule.fact, bytes, from, to);
  }

  /** Takes a number or literal, or its last part. */
  void scalar(Rule rule, byte[] bytes, int from, int to) {
    byte[] all = bytes;
    int start = from;
    int end = to;
    if (!begun.isEmpty()) {
      begun.put(bytes, from, to);
      all = begun.toByteArray();
      start = 0;
      end = all.length;
      begun.clear();
    }
    byte first = all[start];
    if (rule.fact == Fact.STREAM) {
      record.streaming(first == 't');
    } else if (rule.fact == Fact.KEEP) {
      record.kept(first == 't');
    } else if (rule.fact == Fact.PIECES) {
      record.pieces(first == 't');
    } else if (rule.fact.attribute != null && rule.fact.shape != Fact.Shape.USED) {
      settings.number(record, rule.fact, all, start, end);
    } else if (tokens != null && first >= '0' && first <= '9') {
      tokens.add(record, rule.fact, number(all, start, end));
    }
  }

  private void note(Fact fact, byte[] bytes, int from, int to) {
    if (to - from > LONGEST || to == from) {
      return;
    }
    switch (fact) {
      case MODEL:
        model(bytes, from, to);
        break;
      case ID:
        if (!same(record.responseId(), bytes, from, to)) {
          record.responseId(string(bytes, from, to));
          record.ids().give(string(bytes, from, to));
        }
        break;
      case CONVERSATION:
        if (!same(record.conversationId(), bytes, from, to)) {
          record.conversationId(string(bytes, from, to));
          conversation(string(bytes, from, to));
        }
        break;
      case FINISH:
        if (isFinish(bytes, from, to)) {
          record.finishReason(string(bytes, from, to));
        }
        break;
      case STATUS:
        status(string(bytes, from, to));
        break;
      case GIVEN:
        record.ids().give(string(bytes, from, to));
        break;
      case EARLIER:
        record.ids().name(string(bytes, from, to));
        break;
      case PREVIOUS:
      case AGENT:
        record.ids().name(string(bytes, from, to));
        settings.text(record, fact, bytes, from, to);
        break;
      case DATA_SOURCE:
        dataSource(bytes, from, to);
        break;
      case SERVED_AS:
        if (!same(record.serviceTier(), bytes, from, to)) {
          record.serviceTier(string(bytes, from, to));
        }
        break;
      case MEDIA_TYPE:
        if (media != null) {
          media.type(bytes, from, to);
        }
        break;
      case TOOL:
      case TOOL_NAME:
        tools.add(record, fact, bytes, from, to);
        break;
      default:
        if (fact.attribute != null) {
          settings.text(record, fact, bytes, from, to);
        }
    }
  }

  /**
   * Tells whether a model stopped: in every event watsonx says {@code not_finished}, and DashScope
   * {@code null} as a text.
   */
  static boolean isFinish(byte[] bytes, int from, int to) {
    int length = to - from;
    return to > from
        && !(length == 12 && bytes[from] == 'n' && bytes[from + 3] == '_')
        && !(length == 4 && bytes[from] == 'n' && bytes[from + 1] == 'u');
  }

  /**
   * Tells whether nothing changes when a string of an answer is noted that was noted right before.
   */
  static boolean isSameTwice(Fact fact) {
    switch (fact) {
      case NONE:
      case TYPE:
      case MODEL:
      case ID:
      case CONVERSATION:
      case GIVEN:
      case STATUS:
      case FINISH:
      case SERVED_AS:
      case GIVEN_TIER:
      case FINGERPRINT:
        return true;
      default:
        return false;
    }
  }

  private void conversation(String id) {
    if (request) {
      record.ids().addTo(id);
    } else {
      record.ids().give(id);
    }
  }

  private void dataSource(byte[] bytes, int from, int to) {
    if (request) {
      String name = JsonStrings.text(bytes, from, to);
      record.ids().addTo(name);
      settings.text(record, Fact.DATA_SOURCE, bytes, from, to);
      record.attribute("db.collection.name", name);
    }
  }

  private void status(String status) {
    boolean ended =
        status.equals("completed")
            || status.equals("succeeded")
            || status.equals("failed")
            || status.equals("cancelled");
    if (ended && !record.finishReasons().contains(status)) {
      record.finishReason(status);
    }
  }

  /** Takes a field of a form, whose values have no types. */
  void field(Rule rule, byte[] bytes, int from, int to) {
    if (rule.fact == Fact.NONE || from == to) {
      return;
    }
    if (rule.fact == Fact.STREAM
        || rule.fact.shape == Fact.Shape.COUNT
        || rule.fact.shape == Fact.Shape.NUMBER) {
      scalar(rule, bytes, from, to);
    } else {
      note(rule.fact, bytes, from, to);
    }
  }

  private void model(byte[] bytes, int from, int to) {
    if (request) {
      String model = JsonStrings.text(bytes, from, to);
      // Gemini's resource names.
      record.requestModel(model.startsWith("models/") ? model.substring(7) : model);
    } else if (!same(record.responseModel(), bytes, from, to)) {
      record.responseModel(string(bytes, from, to));
    }
  }

  static long number(byte[] bytes, int from, int to) {
    long value = 0;
    for (int p = from; p < to && bytes[p] >= '0' && bytes[p] <= '9' && value < 1L << 50; p++) {
      value = value * 10 + (bytes[p] - '0');
    }
    return value;
  }

  /** Tells whether a fact is noted already, so that an event a token makes no string a token. */
  static boolean same(@Nullable String known, byte[] bytes, int from, int to) {
    if (known == null || known.length() != to - from) {
      return false;
    }
    for (int i = 0; i < known.length(); i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  static String string(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
