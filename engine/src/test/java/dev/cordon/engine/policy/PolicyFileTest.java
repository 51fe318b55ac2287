package dev.cordon.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest implements PolicyFile.Listener {
  @TempDir Path folder;
  private final List<Policy> accepted = new ArrayList<>();
  private final List<PolicyProblem> rejected = new ArrayList<>();

  @Override
  public void accepted(Policy policy) {
    accepted.add(policy);
  }

  @Override
  public void rejected(List<PolicyProblem> problems, Policy inForce) {
    rejected.addAll(problems);
  }

  private PolicyFile open(String text) throws IOException {
    Path file = folder.resolve("cordon.yaml");
    Files.writeString(file, text);
    return PolicyFile.open(file, new PolicyContext(Map.of(), Set.of(), Set.of()), this);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("cordon.yaml"), text);
  }

  @Test
  void aValidChangeTakesEffectOnceTheFileIsSettled() throws Exception {
    PolicyFile source = open("version: 1\n");
    Policy first = source.current();
    write("version: 1\nmode: observe\n");
    source.poll();
    assertSame(first, source.current(), "perhaps still being written");
    source.poll();
    assertEquals(Mode.OBSERVE, source.current().mode());
    assertEquals(2, accepted.size());
    source.poll();
    source.poll();
    assertEquals(2, accepted.size(), "read once");
  }

  @Test
  void anInvalidOrMissingFileLeavesThePolicyBefore() throws Exception {
    PolicyFile source = open("version: 1\n");
    Policy first = source.current();
    write("version: 1\nmode: obsreve\n");
    source.poll();
    source.poll();
    assertSame(first, source.current());
    assertEquals(2, rejected.get(0).line());
    Files.delete(folder.resolve("cordon.yaml"));
    source.poll();
    source.poll();
    assertSame(first, source.current());
    assertEquals(2, rejected.size());
  }

  @Test
  void anInvalidFileAtTheStartCanBeCorrected() throws Exception {
    PolicyFile source = open("mode: x\n");
    assertNotNull(source.current().unusable());
    assertTrue(
        source.current().unusable().contains("cordon.yaml:1:1"), source.current().unusable());
    assertEquals(2, rejected.size());
    write("version: 1\nmode: enforce\n");
    source.poll();
    source.poll();
    assertNull(source.current().unusable());
  }

  @Test
  void aMissingFileAtTheStartRefusesCalls() {
    PolicyFile source =
        PolicyFile.open(
            folder.resolve("none.yaml"), new PolicyContext(Map.of(), Set.of(), Set.of()), this);
    assertNotNull(source.current().unusable());
    assertEquals(1, rejected.size());
  }
}
