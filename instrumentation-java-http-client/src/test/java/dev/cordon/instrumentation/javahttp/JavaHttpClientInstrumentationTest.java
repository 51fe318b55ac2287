package dev.cordon.instrumentation.javahttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Hook;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaHttpClientInstrumentationTest {
  private final JavaHttpClientInstrumentation instrumentation = new JavaHttpClientInstrumentation();

  @Test
  void hooksTheClassOfTheClientThatApplicationsGet() {
    String facade = HttpClient.newHttpClient().getClass().getName();
    for (Hook hook : sending()) {
      assertEquals(facade, hook.classNames().get(0));
    }
  }

  @Test
  void hooksTheRequestThatTheClientWrites() throws Exception {
    Hook hook = instrumentation.hooks().get(3);
    Method hooked =
        Class.forName(hook.classNames().get(0)).getDeclaredMethod(hook.methodNames().get(0));
    assertEquals(hook.descriptor(), "()" + hooked.getReturnType().descriptorString());
    assertTrue(HttpRequest.class.isAssignableFrom(hooked.getDeclaringClass()));
    MethodType site =
        MethodType.methodType(HttpHeaders.class, HttpRequest.class, HttpHeaders.class);
    assertEquals(
        site,
        MethodHandles.publicLookup()
            .findStatic(Class.forName(hook.adviceClass()), hook.adviceMethod(), site)
            .type());
  }

  /** The hooks where calls enter the client. */
  private List<Hook> sending() {
    return instrumentation.hooks().stream()
        .filter(hook -> hook.adviceClass().equals(SendAdvice.class.getName()))
        .toList();
  }

  @Test
  void hooksEveryPublicMethodThatSends() throws Exception {
    Set<String> hooked = new HashSet<>();
    for (Hook hook : sending()) {
      hooked.add(hook.methodNames().get(0) + hook.descriptor());
    }
    Set<String> sending = new HashSet<>();
    for (Method method : HttpClient.class.getDeclaredMethods()) {
      if (method.getName().startsWith("send")) {
        sending.add(
            method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString());
      }
    }
    assertEquals(sending, hooked);
  }

  @Test
  void everyAdviceTakesTheMethodsParametersAndIsNotOverloaded() throws Exception {
    for (Hook hook : sending()) {
      Method[] named =
          Arrays.stream(Class.forName(hook.adviceClass()).getMethods())
              .filter(method -> method.getName().equals(hook.adviceMethod()))
              .toArray(Method[]::new);
      assertEquals(1, named.length, hook.adviceMethod());
      MethodType site =
          MethodType.fromMethodDescriptorString(hook.descriptor(), getClass().getClassLoader())
              .insertParameterTypes(0, HttpClient.class)
              .changeReturnType(Object.class);
      assertTrue(MethodHandles.publicLookup().unreflect(named[0]).asType(site).type().equals(site));
    }
  }
}
