package dev.cordon.engine.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Verdict;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept from call to call to be quick changes no verdict, and holds no prompt. */
class RepeatedCallsTest {
  private static final String MAIL = "ines.varga@corp-mail.example";

  private final Engine engine = Engine.start(TestCalls.config(TestCalls.policy()));

  private Verdict call(String header, String value, String prompt) {
    Exchange exchange =
        engine.open(
            TestCalls.head(
                "POST",
                "api.openai.com",
                "/v1/chat/completions",
                null,
                Map.of("Content-Type", "application/json", header, value)));
    Verdict verdict = exchange.judge(TestCalls.message(prompt));
    TestCalls.receive(exchange, 200, TestCalls.answer(prompt));
    return verdict;
  }

  @Test
  void aHeadersValueIsFoundHoweverOftenOthersWereClean() {
    for (int i = 0; i < 300; i++) {
      assertTrue(call("X-Service", "service-" + i % 40, "hello").headers().isEmpty());
      String sent =
          call("X-Service", i % 2 == 0 ? MAIL : "service-1 " + MAIL, "hi")
              .headers()
              .get("X-Service");
      assertNotNull(sent);
      assertFalse(sent.contains(MAIL), sent);
    }
  }

  @Test
  void aValueIsLookedIntoAnewUnderEachName() {
    assertTrue(call("X-Service", "Jordan Taylor", "hello").headers().isEmpty());
    assertNotNull(call("X-User", "Jordan Taylor", "hello").headers().get("X-User"));
    assertNotNull(call("x-user", "Jordan Taylor", "hello").headers().get("x-user"));
  }

  @Test
  void aTokenStaysTheSameWhateverCameBefore() {
    String first = TestCalls.content(call("X-Service", "a", "Mail " + MAIL + " now").body());
    for (int i = 0; i < 50; i++) {
      call("X-Service", "a", "Number " + i + " was sent to other" + i + "@corp-mail.example");
    }
    assertEquals(first, TestCalls.content(call("X-Service", "a", "Mail " + MAIL + " now").body()));
  }

  @Test
  void nothingOfAPromptIsKept() throws IllegalAccessException {
    String prompt =
        "Zanzibarian Quixote-Fjord wrote at 12:30 that \\u0041\\u00e9 the card 4111 1111 1111 1111"
            + " and password: Xk29-wq!Lm04Zp are in C:\\\\Fjordland, call +47 913 45 678,"
            + " Ｑｕｉｘｏｔｅ Fjord, 40118 Kauppakatu 12, Joensuu.";
    for (int i = 0; i < 20; i++) {
      call("X-Service", "a", prompt);
    }
    for (String kept : new String[] {"Quixote", "Fjordland", "4111 1111", "29-wq!Lm", "913 45"}) {
      assertEquals(null, holder(engine, kept), kept);
    }
    assertNotNull(holder(new Object[] {engine, "a Quixote"}, "Quixote"), "the search can find");
  }

  /** Walks what is reachable and is ours, an array or a collection; returns where a text stands. */
  private static @Nullable String holder(Object root, String wanted) throws IllegalAccessException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> waiting = new ArrayDeque<>();
    Deque<String> ways = new ArrayDeque<>();
    waiting.add(root);
    ways.add(root.getClass().getName());
    while (!waiting.isEmpty()) {
      Object object = waiting.poll();
      String way = ways.poll();
      if (!seen.add(object)) {
        continue;
      }
      if (holds(object, wanted)) {
        return way;
      }
      for (Object part : parts(object)) {
        if (part != null) {
          waiting.add(part);
          ways.add(way + " > " + part.getClass().getName());
        }
      }
    }
    return null;
  }

  private static boolean holds(Object object, String wanted) {
    if (object instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1).contains(wanted);
    }
    if (object instanceof char[] chars) {
      return new String(chars).contains(wanted);
    }
    return object instanceof CharSequence text && text.toString().contains(wanted);
  }

  private static Collection<?> parts(Object object) throws IllegalAccessException {
    if (object instanceof Collection<?> collection) {
      return collection;
    }
    if (object instanceof Map<?, ?> map) {
      Deque<Object> all = new ArrayDeque<>(map.keySet());
      map.values().stream().filter(value -> value != null).forEach(all::add);
      return all;
    }
    Deque<Object> parts = new ArrayDeque<>();
    if (object instanceof AtomicReference<?> reference) {
      add(reference.get(), parts);
    } else if (object instanceof AtomicReferenceArray<?> array) {
      for (int i = 0; i < array.length(); i++) {
        add(array.get(i), parts);
      }
    } else if (object.getClass().isArray() && !object.getClass().componentType().isPrimitive()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        add(Array.get(object, i), parts);
      }
    } else if (object.getClass().getName().startsWith("dev.cordon.")) {
      Class<?> type = object.getClass();
      while (type.getName().startsWith("dev.cordon.")) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
            field.setAccessible(true);
            add(field.get(object), parts);
          }
        }
        type = type.getSuperclass();
      }
    }
    return parts;
  }

  private static void add(@Nullable Object part, Deque<Object> to) {
    if (part != null) {
      to.add(part);
    }
  }
}
