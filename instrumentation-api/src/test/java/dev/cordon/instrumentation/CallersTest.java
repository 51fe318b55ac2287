package dev.cordon.instrumentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cordon.engine.CallerMark;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallersTest {
  private static final CallerMark HR = new CallerMark("com.example.hr.Payroll.run", "/hr");
  private static final CallerMark SHOP = new CallerMark("com.example.shop.Search.run", null);

  private final Object request = new Object();
  private final Object channel = new Object();

  @Test
  void aRequestCarriesItsCallerOnce() {
    Callers.carry(request, HR);
    assertSame(HR, Callers.carriedBy(request));
    assertSame(HR, Callers.of(request, channel));
    assertNull(Callers.of(request, channel));
  }

  @Test
  void aChannelIsOfTheRequestThatItServesNow() {
    Callers.carry(channel, HR);
    Callers.carry(channel, SHOP);
    assertSame(SHOP, Callers.of(request, channel));
    Callers.carry(channel, HR);
    Callers.carry(channel, null);
    assertNull(Callers.of(request, channel), "the next request's hook found nobody");
  }

  @Test
  void whereNobodyAsksNothingIsCarriedForNobody() {
    Callers.carry(channel, HR);
    Callers.carryOrUnknown("test", channel, null);
    assertNull(Callers.of(request, channel));
    Callers.carryOrUnknown("test", channel, SHOP);
    assertSame(SHOP, Callers.of(request, channel));
  }

  @Test
  void forWhomAThreadSendsComesBeforeAllElse() {
    Callers.carry(channel, HR);
    Callers.beginSending(SHOP);
    assertSame(SHOP, Callers.of(request, channel));
    Callers.endSending();
    assertSame(HR, Callers.of(request, channel));
  }

  @Test
  void whoIsNotKnownIsNobodyElse() {
    Callers.carry(channel, HR);
    Callers.beginSending(null);
    assertSame(CallerMark.UNKNOWN, Callers.of(request, channel));
    Callers.endSending();
  }

  @Test
  void aRequestWithinAnotherGivesTheThreadBack() {
    Callers.beginSending(HR);
    Callers.beginSending(SHOP);
    assertSame(SHOP, Callers.of(request, channel));
    Callers.endSending();
    assertSame(HR, Callers.of(request, channel));
    Callers.endSending();
    assertNull(Callers.of(request, channel));
  }

  @Test
  void aWebRequestIsItsThreadsAndTheOuterOneCounts() throws Exception {
    assertNull(ServedRequest.path());
    ServedRequest.begin(() -> "/app/hr");
    ServedRequest.begin(() -> "/app/forwarded");
    assertEquals("/app/hr", ServedRequest.path());
    ServedRequest.end();
    assertEquals("/app/hr", ServedRequest.path());
    assertNull(
        CompletableFuture.supplyAsync(ServedRequest::path).get(30, TimeUnit.SECONDS),
        "another thread");
    ServedRequest.end();
    assertNull(ServedRequest.path());
  }

  @Test
  void aWebRequestThatCantBeReadHasNoPath() {
    ServedRequest.begin(
        () -> {
          throw new IllegalStateException("recycled");
        });
    assertNull(ServedRequest.path());
    ServedRequest.end();
  }

  @Test
  void aMarkKeepsThePathThatItKnows() {
    assertEquals("/hr", HR.answering("/other").path());
    assertEquals("/other", SHOP.answering("/other").path());
    assertEquals(SHOP.site(), SHOP.answering("/other").site());
    assertSame(SHOP, SHOP.answering(null));
  }
}
