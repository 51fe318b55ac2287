package dev.cordon.instrumentation.jettywebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cordon.instrumentation.Attached;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemandTest {
  private static final int COLLECTIONS = 100;

  private final List<Long> asked = new ArrayList<>();

  @Test
  void asksTheNetworkForWhatIsWantedOnce() {
    Demand demand = new Demand(this);

    demand.demand(2, (extensions, frames) -> asked.add(frames));
    demand.demand(1, (extensions, frames) -> asked.add(frames));

    assertEquals(List.of(2L, 1L), asked);
  }

  @Test
  void asksAgainForAFrameOfWhichNothingIsHandedOn() {
    Demand demand = new Demand(this);
    demand.demand(1, (extensions, frames) -> asked.add(frames));

    demand.came();
    demand.settle();

    assertEquals(List.of(1L, 1L), asked);
  }

  @Test
  void goesWithTheExtensionsThatItIsTheStateOf() {
    Attached<Object, Demand> states = new Attached<>();
    WeakReference<Object> extensions = demanded(states);

    for (int i = 0; i < COLLECTIONS && extensions.get() != null; i++) {
      System.gc();
    }
    assertNull(extensions.get());
  }

  private WeakReference<Object> demanded(Attached<Object, Demand> states) {
    Object extensions = new Object();
    Demand demand = new Demand(extensions);
    states.put(extensions, demand);
    demand.demand(1, (to, frames) -> asked.add(frames));
    return new WeakReference<>(extensions);
  }
}
