package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The weights of names are what the training gives, to the byte. After a change of the lists, the
 * features or the sentences: {@code ./mvnw -pl engine -am test -Dtest=NameWeightsTest
 * -Dcordon.train=true -Dsurefire.failIfNoSpecifiedTests=false} writes them.
 */
class NameWeightsTest {
  private static final Path WEIGHTS =
      Path.of("src/main/resources/dev/cordon/engine/detect/person/weights.txt");

  @Test
  void areWhatTheTrainingGives() throws IOException {
    String weights = new NameTraining().weights();
    if (Boolean.getBoolean("cordon.train")) {
      Files.writeString(WEIGHTS, lines(false) + weights);
    }
    assertEquals(weights, lines(true));
  }

  private static String lines(boolean names) throws IOException {
    return Files.readString(WEIGHTS)
        .lines()
        .filter(line -> names == (line.startsWith("name ") || line.startsWith("lone_name ")))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
