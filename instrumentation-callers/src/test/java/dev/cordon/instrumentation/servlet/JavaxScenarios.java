package dev.cordon.instrumentation.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.instrumentation.ServedRequest;
import java.lang.reflect.Proxy;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JavaxScenarios {
  private static @Nullable String seen;

  /** Keeps the path that a call would have, and fails where that ends in "fail". */
  private static final class Keeping extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      seen = ServedRequest.path();
      if (String.valueOf(seen).endsWith("fail")) {
        throw new IllegalStateException("the servlet's own");
      }
    }
  }

  private static void serve(String path) throws Exception {
    ServletRequest request = stub(HttpServletRequest.class, path);
    new Keeping().service(request, stub(HttpServletResponse.class, ""));
  }

  private static <T> T stub(Class<T> type, Object result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> result));
  }

  @Test
  void aServletsThreadKnowsThePathUntilItHasAnswered() throws Exception {
    serve("/app/hr;x=1/ask");
    assertEquals("/app/hr;x=1/ask", seen);
    assertNull(ServedRequest.path());
  }

  @Test
  void aServletThatFailsLeavesNothingBehind() {
    IllegalStateException own = assertThrows(IllegalStateException.class, () -> serve("/app/fail"));
    assertEquals("the servlet's own", own.getMessage());
    assertNull(ServedRequest.path());
  }

  @Test
  void whatIsNoHttpIsLeftToTheServlet() {
    ServletRequest other = stub(ServletRequest.class, null);
    ServletResponse response = stub(ServletResponse.class, null);
    assertThrows(ServletException.class, () -> new Keeping().service(other, response));
    assertNull(ServedRequest.path());
  }

  @Test
  void aServletThatOverridesTheContainersMethodKnowsItToo() throws Exception {
    ServletRequest request = stub(HttpServletRequest.class, "/app/jersey");
    new ServletContainer().service(request, stub(HttpServletResponse.class, ""));
    assertEquals("/app/jersey", ServletContainer.seen);
    assertNull(ServedRequest.path());
  }
}
