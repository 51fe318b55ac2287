package com.example.app;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A web application that asks a model with a client of its own, and closes it at its end. */
public final class AskServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Client client = new Client();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    StringBuilder prompt = new StringBuilder();
    for (int next = request.getReader().read(); next >= 0; next = request.getReader().read()) {
      prompt.append((char) next);
    }
    response.setCharacterEncoding("UTF-8");
    try {
      response.getWriter().print(client.ask(request.getHeader("X-Vendor"), prompt.toString()));
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void destroy() {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
