package dev.cordon.instrumentation.awssdk;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Hooks the AWS SDK for Java 2 before it signs, and where its HTTP client answers. */
public final class AwsSdkInstrumentation implements Instrumentation {
  private static final String HTTP = "software.amazon.awssdk.core.internal.http.";
  private static final String STAGES = HTTP + "pipeline.stages.";
  private static final String ADVICE = "dev.cordon.instrumentation.awssdk.";
  private static final String REQUEST = "Lsoftware/amazon/awssdk/http/SdkHttpFullRequest;";
  private static final String BUILDER = "Lsoftware/amazon/awssdk/http/SdkHttpFullRequest$Builder;";
  private static final String INTERNAL = "Lsoftware/amazon/awssdk/core/internal/http/";
  private static final String CONTEXT = INTERNAL + "RequestExecutionContext;";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";

  /** Makes the description. */
  public AwsSdkInstrumentation() {}

  @Override
  public String name() {
    return "aws-sdk";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(STAGES + "HttpChecksumStage")
            .method("execute", "(" + BUILDER + CONTEXT + ")" + BUILDER)
            .entry(ADVICE + "JudgeAdvice", "onRequest"),
        Hook.on(STAGES + "MakeHttpRequestStage")
            .method("execute", "(" + REQUEST + CONTEXT + ")Lsoftware/amazon/awssdk/utils/Pair;")
            .entry(ADVICE + "SendAdvice", "onSend"),
        Hook.on(STAGES + "ExecutionFailureExceptionReportingStage")
            .method("execute", "(" + REQUEST + CONTEXT + ")Ljava/lang/Object;")
            .exit(ADVICE + "EndAdvice", "onEnd"),
        Hook.on(HTTP + "AmazonAsyncHttpClient$RequestExecutionBuilderImpl")
            .method("execute", "(" + INTERNAL + "TransformingAsyncResponseHandler;)" + FUTURE)
            .arguments(ADVICE + "SendAsyncAdvice", "onExecute"),
        Hook.on(STAGES + "MakeAsyncHttpRequestStage")
            .method("execute", "(" + FUTURE + CONTEXT + ")" + FUTURE)
            .entry(ADVICE + "SendAsyncAdvice", "onSend"),
        Hook.on(STAGES + "AsyncExecutionFailureExceptionReportingStage")
            .method("execute", "(" + REQUEST + CONTEXT + ")" + FUTURE)
            .exit(ADVICE + "EndAdvice", "onAsyncEnd"));
  }
}
