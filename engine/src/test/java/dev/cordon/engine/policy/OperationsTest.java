package dev.cordon.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.wire.WireFormats;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OperationsTest {
  @Test
  void everyOperationOfTheCatalogueCanBeNamedInAPolicy() {
    TreeSet<String> operations = new TreeSet<>();
    for (String id : WireFormats.catalogue().ids()) {
      for (String method : new String[] {"GET", "POST"}) {
        for (String model :
            new String[] {"", "embed", "embedding", "rerank", "titan-text", "image"}) {
          operations.add(WireFormats.catalogue().byId(id).operation(method, model));
        }
      }
    }
    assertEquals(operations, new TreeSet<>(CallerReader.OPERATIONS));
  }
}
