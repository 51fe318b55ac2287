package dev.cordon.instrumentation.awssdk1;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Hooks the AWS SDK for Java 1 before it signs, and where its HTTP client answers. */
public final class AwsSdk1Instrumentation implements Instrumentation {
  private static final String HTTP = "com.amazonaws.http.";
  private static final String ADVICE = "dev.cordon.instrumentation.awssdk1.";
  private static final String APACHE = "Lorg/apache/http/";

  /** Makes the description. */
  public AwsSdk1Instrumentation() {}

  @Override
  public String name() {
    return "aws-sdk1";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(HTTP + "AmazonHttpClient$RequestExecutor")
            .method("executeHelper", "()Lcom/amazonaws/Response;")
            .entry(ADVICE + "JudgeAdvice", "onRequest"),
        Hook.on(HTTP + "AmazonHttpClient$RequestExecutor")
            .method("executeHelper", "()Lcom/amazonaws/Response;")
            .exit(ADVICE + "JudgeAdvice", "onEnd"),
        Hook.on(HTTP + "apache.request.impl.ApacheHttpRequestFactory")
            .method(
                "create",
                "(Lcom/amazonaws/Request;Lcom/amazonaws/http/settings/HttpClientSettings;)"
                    + APACHE
                    + "client/methods/HttpRequestBase;")
            .exit(ADVICE + "SendAdvice", "onAttempt"),
        Hook.on(HTTP + "apache.client.impl.SdkHttpClient")
            .method(
                "execute",
                "("
                    + APACHE
                    + "client/methods/HttpUriRequest;"
                    + APACHE
                    + "protocol/HttpContext;)"
                    + APACHE
                    + "HttpResponse;")
            .entry(ADVICE + "SendAdvice", "onSend"));
  }
}
