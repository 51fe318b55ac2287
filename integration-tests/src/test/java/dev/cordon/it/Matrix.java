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

  /** The versions of Apache HttpClient 5, newest first. */
  static final List<String> APACHE5 = List.of("5.5", "5.0.4");

  /** The versions of Apache HttpClient 4, newest first. */
  static final List<String> APACHE4 = List.of("4.5.14", "4.3.6");

  /** The versions of the AWS SDK 2, newest first. */
  static final List<String> AWS_SDK = List.of("2.59.1", "2.25.64", "2.20.157");

  /** The versions of anthropic-java, newest first. */
  static final List<String> ANTHROPIC = List.of("3.14.0", "2.15.0", "1.4.0");

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

  /** The JDK's old client on each JDK. */
  static Stream<Matrix> urlConnection() {
    return each("urlconnection", "HttpURLConnection", Libraries.NONE, 8);
  }

  /** Apache HttpClient in each version on each JDK. */
  static Stream<Matrix> apache() {
    return Stream.concat(
        APACHE5.stream()
            .flatMap(
                version ->
                    each(
                        "apache5",
                        "Apache HttpClient " + version,
                        new Libraries("httpclient5-" + version),
                        8)),
        APACHE4.stream()
            .flatMap(
                version ->
                    each(
                        "apache4",
                        "Apache HttpClient " + version,
                        new Libraries("httpclient-" + version),
                        8)));
  }

  /** The AWS SDK 2: the newest on each JDK, the others on the oldest one. */
  static Stream<Matrix> awsSdk() {
    return AWS_SDK.stream().flatMap(version -> aws("aws", version));
  }

  /** Those of its versions that have Converse. */
  static Stream<Matrix> awsConverse() {
    return AWS_SDK.stream().limit(2).flatMap(version -> aws("aws-converse", version));
  }

  /** anthropic-java: the newest on each JDK, the others on the oldest one. */
  static Stream<Matrix> anthropic() {
    return ANTHROPIC.stream()
        .flatMap(
            version ->
                each(
                        "anthropic",
                        "anthropic-java " + version,
                        new Libraries("anthropic-java-" + version),
                        8)
                    .limit(version.equals(ANTHROPIC.get(0)) ? Jdk.all().size() : 1));
  }

  /** LangChain4j on the AWS SDK. */
  static Matrix langChain4jBedrock() {
    return newest("langchain4j-bedrock", "langchain4j-bedrock", "langchain4j-bedrock-1.16.3", 17);
  }

  /** azure-ai-openai on its default transport. */
  static Matrix azureOpenAi() {
    return oldest("azure-openai", "azure-ai-openai", "azure-ai-openai-1.0.0-beta.16", 8);
  }

  private static Stream<Matrix> aws(String program, String version) {
    return each("aws-clients+" + program, "AWS SDK " + version, awsLibraries(version), 8)
        .limit(version.equals(AWS_SDK.get(0)) ? Jdk.all().size() : 1);
  }

  private static Libraries awsLibraries(String version) {
    return new Libraries("aws-sdk-" + version);
  }

  /** openai-java where it uploads: the interface that versions from 3 on share. */
  static Stream<Matrix> uploads() {
    return Stream.of("4.100.0", "3.7.1")
        .flatMap(
            version ->
                each(
                    "openai-uploads",
                    "openai-java " + version,
                    new Libraries("openai-java-" + version),
                    8));
  }

  /** The clients whose WebSockets are governed, the oldest version on the oldest JDK. */
  static Stream<Matrix> sockets() {
    Stream<Matrix> openAi =
        each("openai-socket", "openai-java 4.100.0", new Libraries("openai-java-4.100.0"), 8);
    String oldest = "OkHttp " + OKHTTP.get(OKHTTP.size() - 1);
    return Stream.concat(
        Stream.of(openAi, okHttp())
            .flatMap(cells -> cells)
            .filter(
                cell ->
                    cell.jdk.equals(
                        cell.library.equals(oldest) ? Jdk.all().get(0) : Jdk.all().get(last()))),
        javaHttp());
  }

  private static int last() {
    return Jdk.all().size() - 1;
  }

  /** Tells whether the program uses an SDK, which knows the paths itself. */
  boolean isSdk() {
    return library.startsWith("openai-java");
  }

  /** Non-blocking clients: old versions on the oldest JDK, new ones on the newest. */
  static Stream<Matrix> nonBlocking() {
    return Stream.of(
        oldest("apache5-async", "Apache HttpClient, asynchronous", "httpclient5-5.0.4", 8),
        newest("apache5-async", "Apache HttpClient, asynchronous", "httpclient5-5.5", 8),
        oldest("apache4-async", "Apache HttpAsyncClient", "httpasyncclient-4.1", 8),
        newest("apache4-async", "Apache HttpAsyncClient", "httpasyncclient-4.1.5", 8),
        oldest("reactor", "Reactor Netty", "reactor-netty-1.0.0", 8),
        oldest("reactor", "Reactor Netty", "reactor-netty-1.2.18", 8),
        newest("reactor", "Reactor Netty", "reactor-netty-1.3.8", 8),
        oldest("asynchttp", "AsyncHttpClient", "async-http-client-2.15.0", 8),
        newest("jetty", "Jetty client", "jetty-client-12.1.14", 17),
        newest("asynchttp", "AsyncHttpClient", "async-http-client-3.0.13", 11),
        oldest("vertx", "Vert.x", "vertx-4.5.32", 8),
        newest("vertx", "Vert.x", "vertx-5.0.12", 11),
        newest("vertx", "Vert.x", "vertx-5.1.6", 11),
        newest("micronaut", "Micronaut HTTP client", "micronaut-4.10.37", 17),
        newest("webflux", "Spring WebClient", "spring-webflux-7.0.10", 17));
  }

  private static Matrix oldest(String program, String library, String set, int release) {
    return one(program, library, set, release, Jdk.all().get(0));
  }

  private static Matrix newest(String program, String library, String set, int release) {
    return one(program, library, set, release, Jdk.all().get(last()));
  }

  private static Matrix one(String program, String library, String set, int release, Jdk jdk) {
    String version = set.replaceFirst("^[a-z0-9-]+?-(?=[0-9.]+(-beta[.0-9]+)?$)", "");
    return new Matrix(program, library + ' ' + version, new Libraries(set), release, jdk);
  }

  /** A program that opens its connections itself, on each JDK. */
  static Stream<Matrix> unguarded() {
    return each("unguarded", "sockets", Libraries.NONE, 8);
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
