package org.glassfish.jersey.servlet;

import dev.cordon.instrumentation.ServedRequest;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import org.jspecify.annotations.Nullable;

/** Answers like Jersey's: it doesn't call what it overrides. */
public class ServletContainer extends HttpServlet {
  /** The path that a call would have. */
  public static @Nullable String seen;

  private static final long serialVersionUID = 1;

  /** Makes a servlet. */
  public ServletContainer() {}

  @Override
  public void service(ServletRequest request, ServletResponse response) {
    seen = ServedRequest.path();
  }
}
