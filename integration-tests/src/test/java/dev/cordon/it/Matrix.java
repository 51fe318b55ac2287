package dev.cordon.it;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Program;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the integration tests run on what. {@code docs/supported.md} is checked against it.
 *
 * @param program the program in {@code src/apps}
 * @param library the library's name and version, as the docs call it
 * @param libraries its libraries
 * @param release the Java release that the program is compiled for
 * @param jdk the JDK that runs it
 */
record Matrix(String program, String library, Libraries libraries, int release, Jdk jdk) {
  /** The versions of openai-java, newest first. */
  static final List<String> OPENAI = List.of("4.100.0", "4.0.0", "3.7.1", "1.6.1", "0.8.0");

  /** The versions of OkHttp, newest first. */
  static final List<String> OKHTTP = List.of("5.5.1", "4.12.0", "3.14.9");

  /** openai-java in each version on each JDK. */
  static Stream<Matrix> openAi() {
    return OPENAI.stream()
        .flatMap(
            version ->
                each(
                    version.startsWith("0.") ? "openai08" : "openai",
                    "openai-java " + version,
                    new Libraries("openai-java-" + version),
                    8));
  }

  /** OkHttp in each version on each JDK. */
  static Stream<Matrix> okHttp() {
    return OKHTTP.stream()
        .flatMap(
            version -> each("okhttp", "OkHttp " + version, new Libraries("okhttp-" + version), 8));
  }

  /** The JDK's own client on each JDK that has it. */
  static Stream<Matrix> javaHttp() {
    return each("javahttp", "java.net.http", Libraries.NONE, 11)
        .filter(cell -> cell.jdk().version() >= 11);
  }

  private static Stream<Matrix> each(
      String program, String library, Libraries libraries, int release) {
    return Jdk.all().stream().map(jdk -> new Matrix(program, library, libraries, release, jdk));
  }

  /** Begins an application of this cell. */
  App.Builder app() {
    return App.of(Program.of(program, libraries, release)).on(jdk);
  }

  @Override
  public String toString() {
    return library + " on " + jdk;
  }
}
