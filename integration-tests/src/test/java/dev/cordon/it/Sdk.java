package dev.cordon.it;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.ChineseEcho;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.VendorEcho;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An SDK or a framework, and how an application calls a model through it. A scenario whose name
 * contains {@code tool} has the model call a function of the application first: two calls.
 *
 * @param cell what runs on what
 * @param policy lines of its policy
 * @param scenarios what the program does
 */
record Sdk(Matrix cell, List<String> policy, List<String> scenarios) {
  private static final String[] THREE = {"plain", "result", "stream"};

  /** All that need nothing of their own. */
  static Stream<Sdk> all() {
    Libraries interfaces = new Libraries("retrofit-2.11.0+feign-13.6+jersey-3.1.10");
    return Stream.of(
        sdk(Matrix.langChain4j(), "plain", "stream", "anthropic-plain", "anthropic-stream"),
        sdk(
            cell(
                "langchain4j-providers+langchain4j",
                "LangChain4j's providers",
                "langchain4j-providers-1.18.1"),
            "ollama-plain",
            "ollama-stream",
            "mistral-plain",
            "mistral-stream",
            "gemini-plain",
            "gemini-stream",
            "azure-plain",
            "azure-stream",
            "mistral-tool",
            "azure-tool",
            "huggingface-plain",
            "huggingface-embeddings"),
        sdk(
            cell(
                "langchain4j-more-providers+langchain4j",
                "LangChain4j's other providers",
                "langchain4j-more-providers-1.11.0-beta19"),
            "official-plain",
            "official-stream",
            "official-tool",
            "official-tool-stream",
            "github-plain",
            "github-stream",
            "github-tool",
            "watsonx-plain",
            "watsonx-stream",
            "watsonx-tool",
            "watsonx-embeddings",
            "cohere-embeddings",
            "cohere-scores"),
        sdk(
            cell(
                "langchain4j-community+langchain4j",
                "LangChain4j's community modules",
                "langchain4j-community-1.0.1-beta6"),
            "zhipu-plain",
            "zhipu-stream",
            "zhipu-tool",
            "zhipu-tool-stream",
            "zhipu-embeddings",
            "qianfan-plain",
            "qianfan-stream",
            "qianfan-tool",
            "qianfan-tool-stream",
            "qianfan-text",
            "qianfan-text-stream",
            "qianfan-embeddings"),
        sdk(
            cell(
                "langchain4j-dashscope+langchain4j",
                "langchain4j-community-dashscope",
                "langchain4j-community-dashscope-1.11.0-beta19"),
            "plain",
            "stream",
            "tool",
            "tool-stream",
            "parts",
            "parts-stream",
            "text",
            "embeddings"),
        sdk(
            cell("langchain4j-local-ai", "langchain4j-local-ai", "langchain4j-local-ai-0.36.2"),
            "plain",
            "stream",
            "text",
            "embeddings"),
        sdk(
            Matrix.quarkus(),
            "plain",
            "stream",
            "service",
            "service-stream",
            "service-tool",
            "service-tool-stream"),
        springAi("1.0.4"),
        springAi("1.1.6"),
        sdk(
            cell("spring-ai2", "Spring AI", "spring-ai-2.0.1"),
            "plain",
            "stream",
            "tool",
            "anthropic-plain",
            "anthropic-stream",
            "ollama-apache",
            "ollama-simple",
            "ollama-jdk",
            "ollama-jetty",
            "ollama-reactor",
            "ollama-stream"),
        sdk(cell("cohere-java", "cohere-java", "cohere-java-1.9.3"), "plain", "stream"),
        sdk(cell("ollama4j", "ollama4j", "ollama4j-1.1.6"), "plain", "stream"),
        sdk(cell("genai", "google-genai", "google-genai-2.3.0"), THREE),
        sdk(cell("genai", "google-genai", "google-genai-1.30.0"), THREE),
        sdk(cell("adk", "Google ADK", "google-adk-1.8.0"), "plain", "stream", "tool"),
        sdk(
            cell("anthropic-vertex", "anthropic-java-vertex", "anthropic-java-vertex-3.14.0"),
            THREE),
        sdk(
            cell("azure-inference", "azure-ai-inference", "azure-ai-inference-1.0.0-beta.5"),
            THREE),
        sdk(cell("theokanning", "openai-gpt3-java", "openai-gpt3-java-0.18.2"), THREE),
        sdk(cell("simple-openai", "simple-openai", "simple-openai-3.22.2"), THREE),
        dashScope("2.22.13"),
        dashScope("2.18.0"),
        sdk(cell("ark", "Volcengine Ark", "ark-runtime-2.0.11"), THREE),
        sdk(
            cell("koog", "Koog", "koog-1.1.1"),
            "plain",
            "result",
            "stream",
            "apache-plain",
            "apache-stream"),
        sdk(cell("openai-kotlin", "openai-kotlin", "openai-kotlin-4.1.0"), THREE),
        sdk(
            new Matrix(
                "sdk-http-interfaces",
                "Retrofit 2.11.0, Feign 13.6, Jersey 3.1.10",
                interfaces,
                17,
                Matrix.langChain4j().jdk()),
            "retrofit",
            "feign",
            "jersey"),
        sdk(cell("semantic-kernel", "Semantic Kernel", "semantic-kernel-1.4.2"), "plain"));
  }

  /** DashScope's own interface. */
  private static Sdk dashScope(String version) {
    return sdk(
        cell("dashscope", "dashscope-sdk-java", "dashscope-sdk-java-" + version),
        "plain",
        "result",
        "stream",
        "repeated-stream",
        "tool",
        "tool-stream",
        "parts",
        "parts-stream",
        "parts-repeated-stream");
  }

  private static Sdk springAi(String version) {
    return sdk(
        cell("spring-ai", "Spring AI", "spring-ai-" + version),
        "plain",
        "simple",
        "jdk",
        "jetty",
        "reactor",
        "stream",
        "tool",
        "tool-stream");
  }

  private static Matrix cell(String program, String library, String libraries) {
    return Matrix.sdk("sdk-" + program, library, libraries);
  }

  private static Sdk sdk(Matrix cell, String... scenarios) {
    return new Sdk(cell, List.of(), List.of(scenarios));
  }

  /** Returns the model that a scenario asks. */
  Answer model(String scenario) {
    String program = cell.program();
    if (scenario.startsWith("gemini") || Set.of("sdk-genai", "sdk-adk").contains(program)) {
      return VendorEcho.gemini();
    }
    if (scenario.startsWith("anthropic") || program.equals("sdk-anthropic-vertex")) {
      return VendorEcho.anthropic();
    }
    if (scenario.startsWith("ollama") || program.equals("sdk-ollama4j")) {
      return VendorEcho.ollama();
    }
    if (scenario.startsWith("watsonx") || scenario.matches("(cohere|huggingface)-.*")) {
      return VendorEcho.inference();
    }
    if (program.equals("sdk-cohere-java")) {
      return VendorEcho.cohere();
    }
    if (scenario.startsWith("zhipu")) {
      return ChineseEcho.zhipu();
    }
    if (scenario.startsWith("qianfan")) {
      return ChineseEcho.qianfan();
    }
    return program.contains("dashscope") ? VendorEcho.dashscope() : EchoModel.answer(3, 17);
  }

  @Override
  public String toString() {
    return cell.toString();
  }
}
