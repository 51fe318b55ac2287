package com.example.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with a servlet, and no framework. */
final class Server {
  private Server() {}

  /** Returns the server's port. */
  static int start() throws Exception {
    Tomcat tomcat = new Tomcat();
    File base = Files.createTempDirectory("tomcat").toFile();
    tomcat.setBaseDir(base.getPath());
    tomcat.setPort(0);
    tomcat.getConnector();
    Context context = tomcat.addContext("/app", base.getPath());
    Tomcat.addServlet(context, "ask", new AskServlet());
    context.addServletMappingDecoded("/*", "ask");
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  /** Asks a model for whoever asks it. */
  private static final class AskServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String body = request.getReader().lines().collect(Collectors.joining("\n"));
      response.setCharacterEncoding("UTF-8");
      response.getWriter().print(Main.post(request.getHeader("X-Vendor"), "", body));
    }
  }
}
