package dev.cordon.agent.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.audit.GovernedCalls;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.policy.AlertRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HabitsTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;
  private static final long START = 1_767_571_200_000L;

  private final Habits habits = new Habits();
  private final List<String> heard = new ArrayList<>();
  private AlertRules rules = rules("");

  @Test
  void aMinuteWithFiveTimesTheCallsOfTheBusiestBeforeIsASpike() {
    for (int minute = 0; minute < 10; minute++) {
      calls(START + minute * MINUTE, 10);
    }
    calls(START + 10 * MINUTE, 49);
    assertEquals(List.of(), heard);
    calls(START + 10 * MINUTE, 1);
    assertEquals(List.of("spike.caller"), heard);
  }

  @Test
  void whoHasNoHabitAndWhoCallsLittleHasNoSpike() {
    calls(START, 500);
    assertEquals(List.of(), heard, "the caller's first minute");
    for (int minute = 1; minute < 30; minute++) {
      calls(START + 2 * DAY + minute * MINUTE, 1);
    }
    calls(START + 2 * DAY + 30 * MINUTE, 19);
    assertEquals(List.of(), heard, "nineteen after one");
    calls(START + 2 * DAY + 30 * MINUTE, 1);
    assertEquals(List.of("spike.caller"), heard);
  }

  @Test
  void aUsersSpikeIsAUsers() {
    for (int minute = 0; minute < 12; minute++) {
      for (int i = 0; i < 4; i++) {
        add(call(START + minute * MINUTE, "other" + i, "k", "api.openai.com", "lea"));
      }
    }
    for (int i = 0; i < 20; i++) {
      add(call(START + 12 * MINUTE, "other" + i, "k", "api.openai.com", "lea"));
    }
    assertEquals(List.of("spike.user"), heard);
  }

  @ParameterizedTest
  @CsvSource({"6, 0", "7, 1", "30, 1"})
  void whatIsNewIsToldOnceACallerIsKnownLongEnough(int days, int alerts) {
    add(call(START, "a.B.c", "k1", "api.openai.com", null));
    add(call(START + days * DAY, "a.B.c", "k2", "api.openai.com", null));
    assertEquals(alerts, heard.size(), heard.toString());
    add(call(START + 40 * DAY, "a.B.c", "k2", "api.openai.com", null));
    assertEquals(alerts, heard.size(), "what it has by now");
  }

  @Test
  void vendorHostRegionKeyAndClassAreNewEach() {
    add(call(START, "a.B.c", "k1", "api.openai.com", null));
    ExchangeRecord other = record(START + 8 * DAY, "api.anthropic.com", null);
    other.vendor("anthropic");
    other.countInput(new DataType("x", DataClass.HEALTH, Severity.HIGH, "X", "x"), "mask");
    add(SeenCall.of(other, "a.B.c", "k2"));
    assertEquals(List.of("new.class", "new.vendor", "new.host", "new.key"), heard);
    heard.clear();
    rules = rules("  new: [region]\n");
    add(call(START + 9 * DAY, "a.B.c", "k3", "eu.api.openai.com", null));
    assertEquals(List.of("new.region"), heard);
  }

  @Test
  void refusalsInARowAreCountedByCallerUntilOneIsLetGo() {
    rules = rules("  refusals: 3\n");
    for (String decision : "deny deny allow deny deny".split(" ")) {
      ExchangeRecord record = record(START, "api.openai.com", null);
      record.decision(ExchangeRecord.Decision.valueOf(decision.toUpperCase(java.util.Locale.ROOT)));
      add(SeenCall.of(record, "a.B.c", "k"));
    }
    assertEquals(List.of(), heard);
    ExchangeRecord last = record(START, "api.openai.com", null);
    last.decision(ExchangeRecord.Decision.DENY);
    add(SeenCall.of(last, "another", "k"));
    assertEquals(List.of(), heard);
    add(SeenCall.of(last, "a.B.c", "k"));
    assertEquals(List.of("refusals"), heard);
  }

  @Test
  void spendingIsToldOnceAPeriod() {
    rules = rules("  spending: 1 USD/d\n");
    for (int hour = 0; hour < 48; hour++) {
      ExchangeRecord record = record(START + hour * 3_600_000L, "api.openai.com", null);
      record.costNanos(100_000_000);
      add(SeenCall.of(record, "a.B.c", "k"));
    }
    assertEquals(List.of("spending", "spending"), heard);
  }

  @Test
  void aRevokedKeyIsToldWithoutAnyLearning() {
    rules =
        Objects.requireNonNull(
            GovernedCalls.policy(
                    "version: 1\naudit: {file: a}\nkeys: {revoked: [00112233aabbccdd]}\n")
                .alerts());
    add(call(START, "a.B.c", "00112233aabbccde", "api.openai.com", null));
    assertEquals(List.of(), heard);
    add(call(START, "a.B.c", "00112233aabbccdd", "api.openai.com", null));
    assertEquals(List.of("key.revoked"), heard);
  }

  @Test
  void theSameIsToldAgainAfterAWhileWithHowOftenItWas() {
    Quiet quiet = new Quiet();
    Habits.Event event = new Habits.Event("spike.caller", "text", new java.util.LinkedHashMap<>());
    event.fields.put("caller", "a.B.c");
    event.fields.put("exchange", "1");
    assertNotNull(quiet.alert(event, 1_000, 500));
    event.fields.put("exchange", "2");
    assertNull(quiet.alert(event, 1_400, 500), "another call, the same thing");
    assertNull(quiet.alert(event, 1_499, 500));
    assertEquals(2, Objects.requireNonNull(quiet.alert(event, 1_500, 500)).repeated());
    event.fields.put("caller", "other");
    assertNotNull(quiet.alert(event, 1_500, 500), "another caller");
  }

  @Test
  void callersStayBounded() {
    for (int i = 0; i < 6_000; i++) {
      add(call(START, "caller" + i, "k", "api.openai.com", null));
    }
    add(call(START + 8 * DAY, "caller5999", "new", "api.openai.com", null));
    assertEquals(List.of(), heard);
    add(call(START + 8 * DAY, "caller4999", "new", "api.openai.com", null));
    assertTrue(heard.contains("new.key"), heard.toString());
  }

  private void calls(long millis, int count) {
    for (int i = 0; i < count; i++) {
      add(call(millis, "a.B.c", "k", "api.openai.com", null));
    }
  }

  private void add(SeenCall call) {
    habits.add(call, rules).forEach(event -> heard.add(event.kind));
  }

  private static SeenCall call(long millis, String caller, String key, String host, String user) {
    return SeenCall.of(record(millis, host, user), caller, key);
  }

  private static ExchangeRecord record(long millis, String host, String user) {
    Library library = new Library("okhttp", null);
    RequestHead head =
        new RequestHead(library, "POST", "https", host, -1, "/v1", null, HeaderSource.NONE);
    ExchangeRecord record = new ExchangeRecord("1", head, millis * 1_000_000, 0);
    record.vendor("openai");
    record.serverAddress(host);
    record.user(user);
    return record;
  }

  private static AlertRules rules(String more) {
    String yaml = "version: 1\naudit: {file: a}\nalerts:\n  repeat: 1h\n" + more;
    return Objects.requireNonNull(GovernedCalls.policy(yaml).alerts());
  }
}
