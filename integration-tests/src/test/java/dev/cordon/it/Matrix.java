package dev.cordon.it;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Program;
import java.util.List;
import java.util.Set;
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
  static final List<String> AWS_SDK1 = List.of("1.12.797", "1.12.560");

  static final List<String> AWS_SDK = List.of("2.59.1", "2.25.64", "2.20.157");

  /** The versions of anthropic-java, newest first. */
  static final List<String> ANTHROPIC = List.of("3.14.0", "2.15.0", "1.4.0");

  /** The versions of Java-WebSocket, newest first. */
  static final List<String> JAVA_WEBSOCKET = List.of("1.6.0", "1.3.9");

  /** The versions of the MCP Java SDK, newest first. */
  static final List<String> MCP = List.of("2.1.0", "0.17.0", "0.7.0");

  /** The program that the build compiles, not the tests. */
  private static final String QUARKUS = "sdk-quarkus";

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

  /** The AWS SDK 1: the newest on each JDK, the oldest on the oldest one. */
  static Stream<Matrix> awsSdk1() {
    return AWS_SDK1.stream()
        .flatMap(
            version ->
                each("aws1", "AWS SDK " + version, new Libraries("aws-sdk1-" + version), 8)
                    .limit(version.equals(AWS_SDK1.get(0)) ? Jdk.all().size() : 1));
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
    Stream<Matrix> javaWebSocket =
        JAVA_WEBSOCKET.stream()
            .flatMap(
                version ->
                    each(
                        "java-websocket",
                        "Java-WebSocket " + version,
                        new Libraries("java-websocket-" + version),
                        8));
    Set<String> oldest =
        Set.of(
            "OkHttp " + OKHTTP.get(OKHTTP.size() - 1),
            "Java-WebSocket " + JAVA_WEBSOCKET.get(JAVA_WEBSOCKET.size() - 1));
    return Stream.concat(
        Stream.of(openAi, okHttp(), javaWebSocket)
            .flatMap(cells -> cells)
            .filter(
                cell -> cell.jdk.equals(Jdk.all().get(oldest.contains(cell.library) ? 0 : last()))),
        Stream.of(javaHttp(), standardSockets(), nettySockets()).flatMap(cells -> cells));
  }

  /** The clients of the standard API for WebSockets, under its old name and its new. */
  private static Stream<Matrix> standardSockets() {
    return Stream.of(
        oldest("websocket-javax", "Tomcat WebSocket client", "tomcat-websocket-9.0.98", 8),
        newest("websocket-jakarta", "Tomcat WebSocket client", "tomcat-websocket-11.0.27", 17),
        oldest("websocket-javax", "Tyrus", "tyrus-1.21", 8),
        newest("websocket-jakarta", "Tyrus", "tyrus-2.2.0", 17),
        oldest("websocket-javax", "Jetty WebSocket client", "jetty-websocket-9.4.58", 8),
        newest("websocket-javax", "Jetty WebSocket client", "jetty-websocket-10.0.25", 11),
        newest("websocket-jakarta", "Jetty WebSocket client", "jetty-websocket-12.1.14", 17));
  }

  /** The clients whose WebSockets have Netty's frames. */
  private static Stream<Matrix> nettySockets() {
    Set<String> programs = Set.of("reactor", "asynchttp", "vertx", "webflux");
    Set<String> between = Set.of("Reactor Netty 1.2.18", "Vert.x 5.0.12");
    return nonBlocking()
        .filter(cell -> programs.contains(cell.program) && !between.contains(cell.library));
  }

  /** The Live API of google-genai where it is Java-WebSocket's. */
  static Matrix googleGenAiLive() {
    return oldest("google-genai-live", "google-genai", "google-genai-1.30.0", 8);
  }

  private static int last() {
    return Jdk.all().size() - 1;
  }

  /** Tells whether the program uses an SDK, which knows the paths itself. */
  boolean isSdk() {
    return library.startsWith("openai-java");
  }

  /** Those of {@link #clients} that run on a JDK of this machine. */
  static Stream<Matrix> nonBlocking() {
    return clients().filter(cell -> cell.jdk().version() >= cell.release());
  }

  /** Non-blocking clients and their like: old versions on the oldest JDK, new on the newest. */
  static Stream<Matrix> clients() {
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
        newest("jetty9", "Jetty client", "jetty-client-9.4.58", 8),
        oldest("jetty9", "Jetty client", "jetty-client-9.4.0", 8),
        oldest("okhttp2", "OkHttp", "okhttp2-2.7.5", 8),
        newest("helidon", "Helidon WebClient", "helidon-webclient-4.0.11", 21),
        newest("helidon", "Helidon WebClient", "helidon-webclient-4.2.0", 21),
        newest("helidon", "Helidon WebClient", "helidon-webclient-4.5.0", 21),
        oldest("ktor-cio", "Ktor CIO", "ktor-cio-2.0.0", 8),
        oldest("ktor-cio", "Ktor CIO", "ktor-cio-2.3.13", 8),
        newest("ktor-cio", "Ktor CIO", "ktor-cio-3.5.2", 8),
        newest("asynchttp", "AsyncHttpClient", "async-http-client-3.0.13", 11),
        oldest("vertx", "Vert.x", "vertx-4.5.32", 8),
        newest("vertx", "Vert.x", "vertx-5.0.12", 11),
        newest("vertx", "Vert.x", "vertx-5.1.6", 11),
        oldest("armeria", "Armeria", "armeria-1.0.0", 8),
        newest("armeria", "Armeria", "armeria-1.40.0", 8),
        newest("micronaut", "Micronaut HTTP client", "micronaut-4.10.37", 17),
        newest("webflux", "Spring WebClient", "spring-webflux-7.0.10", 17));
  }

  /** Clients that speak HTTP/2 past Netty's own objects. */
  static Stream<Matrix> http2() {
    return clients().filter(cell -> Set.of("vertx", "armeria").contains(cell.program()));
  }

  /** Clients that drivers and SDKs carry under other names. */
  static Stream<Matrix> relocated() {
    return Stream.of(
        oldest("relocated-okhttp", "Trino JDBC driver", "trino-jdbc-458", 8),
        newest("relocated-apache5", "docker-java", "docker-java-transport-zerodep-3.4.0", 8),
        oldest("relocated-apache4", "Snowflake JDBC driver", "snowflake-jdbc-3.13.30", 8));
  }

  /** The MCP Java SDK in each version. */
  static Stream<Matrix> mcp() {
    return MCP.stream().map(version -> newest("mcp", "MCP Java SDK", "mcp-" + version, 17));
  }

  /** gRPC's oldest version on the oldest JDK, the others on the newest. */
  static Stream<Matrix> grpc() {
    return Stream.of(
        oldest("grpc", "gRPC", "grpc-1.21.0", 8),
        newest("grpc", "gRPC", "grpc-1.48.1", 8),
        newest("grpc", "gRPC", "grpc-1.76.0", 8));
  }

  /** Vector stores that are called over gRPC; the newest Milvus client brings gRPC relocated. */
  static Stream<Matrix> stores() {
    Matrix milvus = newest("store+store-milvus", "Milvus", "milvus-sdk-java-2.6.22", 8);
    Libraries server = milvus.libraries().with(new Libraries("grpc-1.76.0"));
    return Stream.of(
        oldest("store+store-qdrant", "Qdrant", "qdrant-client-1.7.1", 8),
        newest("store+store-qdrant", "Qdrant", "qdrant-client-1.18.3", 8),
        oldest("store+store-milvus", "Milvus", "milvus-sdk-java-2.5.0", 8),
        new Matrix(milvus.program(), milvus.library(), server, milvus.release(), milvus.jdk()),
        oldest("store+store-pinecone", "Pinecone", "pinecone-client-1.0.0", 8),
        newest("store+store-pinecone", "Pinecone", "pinecone-client-6.1.0", 8),
        newest("store+store-weaviate", "Weaviate", "weaviate-client6-6.3.0", 17));
  }

  /** An SDK or a framework on the newest JDK. */
  static Matrix sdk(String program, String library, String set) {
    return newest(program, library, set, 17);
  }

  /** LangChain4j with its HTTP client as it comes. */
  static Matrix langChain4j() {
    return newest("sdk-langchain4j+langchain4j", "LangChain4j", "langchain4j-1.19.0", 17);
  }

  /** Quarkus LangChain4j: an application that Quarkus' own build makes. */
  static Matrix quarkus() {
    return newest(QUARKUS, "Quarkus LangChain4j", "quarkus-langchain4j-1.7.4", 17);
  }

  /** Those whose programs have a retriever. */
  static Stream<Matrix> retrievers() {
    return Stream.of(langChain4j(), quarkus());
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

  /** The suite for clients and the servers that Apache publishes with its client. */
  static Matrix publishedSuite() {
    return newest("apache5-suite", "Apache HttpClient", "httpclient5-testing-5.5", 11);
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
    App.Builder app =
        program.equals(QUARKUS)
            ? App.ofJar(libraries.quarkusJar())
            : App.of(Program.of(program, libraries, release));
    return app.on(jdk);
  }

  @Override
  public String toString() {
    return library + " on " + jdk;
  }
}
