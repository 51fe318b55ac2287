package dev.cordon.agent.audit;

import dev.cordon.engine.policy.VendorCatalogue;

/**
 * Packages of the platform and of the libraries between an application and its AI calls; vendors'
 * own libraries are in their catalogue.
 */
final class Libraries {
  private static final String[] PACKAGES = {
    "ai.djl.",
    "ai.koog.",
    "akka.",
    "ch.qos.logback.",
    "clojure.",
    "com.aallam.openai.",
    "com.amazonaws.",
    "com.azure.core.",
    "com.fasterxml.",
    "com.google.api.",
    "com.google.auth.",
    "com.google.cloud.",
    "com.google.common.",
    "com.google.gson.",
    "com.linecorp.armeria.",
    "com.microsoft.semantickernel.",
    "com.netflix.",
    "com.ning.http.",
    "com.oracle.bmc.",
    "com.squareup.",
    "com.sun.",
    "datadog.",
    "dev.cordon.agent.",
    "dev.cordon.bootstrap.",
    "dev.cordon.engine.",
    "dev.cordon.instrumentation.",
    "dev.cordon.weave.",
    "dev.failsafe.",
    "dev.langchain4j.",
    "feign.",
    "groovy.",
    "io.github.resilience4j.",
    "io.grpc.",
    "io.helidon.",
    "io.ktor.",
    "io.micrometer.",
    "io.micronaut.",
    "io.netty.",
    "io.opentelemetry.",
    "io.opentracing.",
    "io.quarkiverse.",
    "io.quarkus.",
    "io.reactivex.",
    "io.smallrye.",
    "io.undertow.",
    "io.vertx.",
    "jakarta.",
    "java.",
    "javax.",
    "jdk.",
    "kong.unirest.",
    "kotlin.",
    "kotlinx.",
    "net.bytebuddy.",
    "net.jodah.failsafe.",
    "okhttp3.",
    "okio.",
    "org.aopalliance.",
    "org.apache.camel.",
    "org.apache.catalina.",
    "org.apache.commons.httpclient.",
    "org.apache.coyote.",
    "org.apache.cxf.",
    "org.apache.groovy.",
    "org.apache.hc.",
    "org.apache.http.",
    "org.apache.logging.",
    "org.apache.pekko.",
    "org.apache.tomcat.",
    "org.aspectj.",
    "org.asynchttpclient.",
    "org.codehaus.groovy.",
    "org.eclipse.jetty.",
    "org.glassfish.",
    "org.java_websocket.",
    "org.jboss.",
    "org.reactivestreams.",
    "org.slf4j.",
    "org.springframework.",
    "org.xnio.",
    "reactor.",
    "retrofit2.",
    "rx.",
    "scala.",
    "software.amazon.",
    "sun."
  };

  /** What relocated copies of clients, and of what they bring, have in their names. */
  private static final String[] COPIED = {
    ".apache.hc.",
    ".apache.http.",
    ".eclipse.jetty.",
    ".io.netty.",
    ".java_websocket.",
    ".kotlin.",
    ".okhttp3.",
    ".okio."
  };

  private Libraries() {}

  /** Tells whether a class belongs to one of them; ours are among them. */
  static boolean owns(String className) {
    int low = 0;
    int high = PACKAGES.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      String prefix = PACKAGES[middle];
      if (className.startsWith(prefix)) {
        return true;
      }
      if (className.compareTo(prefix) < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    for (String copied : COPIED) {
      if (className.contains(copied)) {
        return true;
      }
    }
    return VendorCatalogue.builtIn().names().ownsClass(className);
  }
}
