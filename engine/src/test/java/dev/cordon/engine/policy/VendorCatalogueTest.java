package dev.cordon.engine.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorCatalogueTest {
  private final VendorCatalogue catalogue = VendorCatalogue.builtIn();

  @ParameterizedTest
  @CsvSource({
    "api.openai.com, /v1/x, openai, openai",
    "API.OPENAI.COM, /v1/x, openai, openai",
    "api.openai.com., /v1/x, openai, openai",
    "eu.api.openai.com, /v1/x, openai, openai",
    "my-team.openai.azure.com, /openai/x, azure.openai, azure.ai.openai",
    "x.services.ai.azure.com, /models, azure.inference, azure.ai.inference",
    "api.anthropic.com, /v1/messages, anthropic, anthropic",
    "generativelanguage.googleapis.com, /v1beta, gcp.gemini, gcp.gemini",
    "europe-west4-aiplatform.googleapis.com, /v1, gcp.vertex_ai, gcp.vertex_ai",
    "aiplatform.eu.rep.googleapis.com, /v1, gcp.vertex_ai, gcp.vertex_ai",
    "bedrock-runtime.us-east-1.amazonaws.com, /model, aws.bedrock, aws.bedrock",
    "bedrock-runtime-fips.us-gov-west-1.amazonaws.com, /model, aws.bedrock, aws.bedrock",
    "runtime.sagemaker.eu-west-1.amazonaws.com, /endpoints, aws.sagemaker, aws.sagemaker",
    "api.mistral.ai, /v1, mistral_ai, mistral_ai",
    "ark.cn-beijing.volces.com, /api, volcengine, volcengine",
    "acme.cloud.databricks.com, /serving-endpoints/m/invocations, databricks, databricks",
    "api.cloudflare.com, /client/v4/accounts/a1/ai/run/m, cloudflare, cloudflare",
    "acme.cloud.databricks.com, //Serving%2DEndpoints/m/invocations, databricks, databricks",
    "openrouter.ai, /x/..;v=1/api/v1/models, openrouter, openrouter",
    "acme.snowflakecomputing.com, /api/v2/cortex/inference:complete, snowflake, snowflake",
    "api.x.ai, /v1, x_ai, x_ai",
    "ws1.ap-southeast-1.maas.aliyuncs.com, /api/v1, alibaba, alibaba",
    "oai.endpoints.kepler.ai.cloud.ovh.net, /v1, ovhcloud, ovhcloud",
    "inference.generativeai.us-chicago-1.oci.oraclecloud.com, /20231130/actions/chat, oci, oci",
    "qianfan.baidubce.com, /v2/chat/completions, baidu, baidu",
    "aip.baidubce.com, /rpc/2.0/ai_custom/v1/wenxinworkshop/chat/completions, baidu, baidu",
    "api-atlas.nomic.ai, /v1/embedding/text, nomic, nomic",
    "1a2b.eu-central-1-0.aws.cloud.qdrant.io, /collections, qdrant, qdrant",
    "in01-1a2b.aws-us-west-2.vectordb.zillizcloud.com, /v2/vectordb, milvus, milvus",
    "docs-1a2b.svc.aped-4627-b74a.pinecone.io, /query, pinecone, pinecone",
    "grpc-1a2b.c0.europe-west3.gcp.weaviate.cloud, /, weaviate, weaviate",
    "sandbox-1a2b.weaviate.network, /v1/objects, weaviate, weaviate",
    "api.trychroma.com, /api/v2, chroma, chroma",
  })
  void knowsWhoAnswers(String host, String path, String id, String provider) {
    Vendor vendor = catalogue.find(host, path);
    assertNotNull(vendor, host);
    assertEquals(id, vendor.id());
    assertEquals(provider, vendor.provider());
  }

  @ParameterizedTest
  @CsvSource({
    "openai.com, /",
    "evilapi.openai.com.example.net, /",
    "xapi.openai.com, /",
    "openai.azure.com, /",
    "aiplatform.googleapis.com.evil.net, /",
    "storage.googleapis.com, /",
    "storage.eu.rep.googleapis.com, /",
    "s3.us-east-1.amazonaws.com, /",
    "bedrock-runtime..amazonaws.com.evil.net, /",
    "acme.cloud.databricks.com, /api/2.0/jobs",
    "acme.cloud.databricks.com, /serving-endpointsX",
    "api.cloudflare.com, /client/v4/zones",
    "api.cloudflare.com, /client/v4/accounts/a/b/ai",
    "qdrant.io, /",
    "www.trychroma.com, /",
    "objectstorage.us-chicago-1.oraclecloud.com, /",
    "storage.gra.cloud.ovh.net, /",
    "aip.baidubce.com, /oauth/2.0/token",
    "maas.aliyuncs.com, /",
    "atlas.nomic.ai, /",
    "localhost, /",
    "com, /",
    "., /",
  })
  void knowsNobodyElse(String host, String path) {
    assertNull(catalogue.find(host, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "-", "*", "日本.example", "::1", "127.0.0.1"})
  void takesAnyText(String host) {
    assertNull(catalogue.find(host, ""));
    assertFalse(catalogue.isIgnored(host));
  }

  @Test
  void isAskedAgainForHostsOfSomePathsOnly() {
    for (int i = 0; i < 2; i++) {
      assertNull(catalogue.find("openrouter.ai", "/docs"));
      assertNotNull(catalogue.find("openrouter.ai", "/api/v1/chat/completions"));
      assertNull(catalogue.find("unknown.example", "/api/v1/chat/completions"));
    }
  }

  @Test
  void namesLocalServersByTheirPort() {
    assertEquals("ollama", catalogue.local("localhost", 11434).id());
    assertEquals("vllm", catalogue.local("127.0.0.1", 8000).id());
    assertNull(catalogue.local("db.internal", 8000));
    assertNull(catalogue.local("127.example.com", 8000));
    assertNull(catalogue.local("localhost", 5432));
  }

  @Test
  void aPolicyAddsAndIgnoresHosts() {
    String text =
        "version: 1\nhosts: {llm.example.com: self_hosted, '*.corp.example': {vendor: openai, paths: [/ai]}}\n"
            + "ignore_hosts: ['*.api.openai.com']\n";
    Policy policy =
        PolicyParser.parse(
                "p",
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new PolicyContext(Map.of(), Set.of(), catalogue.ids()))
            .policy();
    VendorCatalogue own = catalogue.with(policy);
    assertEquals("self_hosted", own.find("llm.example.com", "/x").id());
    assertEquals("openai", own.find("a.b.corp.example", "/ai/v1").id());
    assertNull(own.find("a.b.corp.example", "/other"));
    assertTrue(own.isIgnored("eu.api.openai.com"));
    assertFalse(own.isIgnored("api.openai.com"));
    assertEquals("anthropic", own.find("api.anthropic.com", "/").id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host api.ai.example                | line 1: 'host' stands before the first 'vendor'
          vendor a~hosts api.ai.example      | line 2: unknown key 'hosts' (known: vendor, provider
          vendor a~~ # note~local twelve     | line 4: 'twelve' is no port
          vendor a~local 65536               | line 2: '65536' is no port
          vendor a~host                      | line 2: 'host' takes one value
          vendor a~sdk one two               | line 2: 'sdk' takes one value
          vendor a~vendor b~vendor a         | line 3: a second block of 'a'
          """)
  void whatCannotBeReadIsAnErrorThatNamesTheLine(String text, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> read(text.replace('~', '\n')));
    assertTrue(error.getMessage().startsWith("vendors.txt, " + message), error.getMessage());
  }

  @Test
  void aVendorWithoutAHostIsAServerThatAnybodyMayRun() {
    assertFalse(catalogue.vendor("vllm").isHosted());
    assertFalse(catalogue.vendor("ollama").isHosted());
    assertFalse(catalogue.vendor("self_hosted").isHosted());
    assertTrue(catalogue.vendor("openai").isHosted());
  }

  private static VendorCatalogue read(String text) throws IOException {
    return VendorCatalogue.read(new BufferedReader(new StringReader(text)));
  }
}
