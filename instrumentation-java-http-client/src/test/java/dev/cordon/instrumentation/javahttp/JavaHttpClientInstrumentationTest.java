package dev.cordon.instrumentation.javahttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Hook;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaHttpClientInstrumentationTest {
  private final JavaHttpClientInstrumentation instrumentation = new JavaHttpClientInstrumentation();

  @Test
  void hooksTheClassOfTheClientThatApplicationsGet() {
    String facade = HttpClient.newHttpClient().getClass().getName();
    for (Hook hook : instrumentation.hooks()) {
      assertEquals(facade, hook.className());
    }
  }

  @Test
  void hooksEveryPublicMethodThatSends() throws Exception {
    Set<String> hooked = new HashSet<>();
    for (Hook hook : instrumentation.hooks()) {
      hooked.add(hook.methodName() + hook.descriptor());
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
    for (Hook hook : instrumentation.hooks()) {
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
