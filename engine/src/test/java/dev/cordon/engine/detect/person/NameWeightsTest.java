package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The weights of names are what the training gives, to the byte. After a change of the lists, the
 * features or the sentences: {@code ./mvnw -pl engine -am test -Dtest=NameWeightsTest
 * -Dcordon.train=true -Dsurefire.failIfNoSpecifiedTests=false} writes them.
 */
class NameWeightsTest {
  private static final Path WEIGHTS =
      Path.of("src/main/resources/dev/cordon/engine/detect/person/name-weights.bin");

  @Test
  void areWhatTheTrainingGives() throws IOException {
    byte[] weights = new NameTraining().weights();
    if (Boolean.getBoolean("cordon.train")) {
      Files.write(WEIGHTS, weights);
    }
    assertArrayEquals(weights, Files.readAllBytes(WEIGHTS));
  }
}
