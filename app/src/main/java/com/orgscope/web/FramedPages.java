package com.orgscope.web;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is opened in a frame is a page of a preview, and what is a page of a preview is opened in
 * its frame: links of a previewed page lead to previewed pages, and none stands without its mark.
 * Browsers say where a page is opened, over TLS and at their own machine.
 */
@Component
@RunsIn(Part.WEB)
final class FramedPages extends OncePerRequestFilter {
  private static final String WHERE = "Sec-Fetch-Dest";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean framed = "iframe".equals(request.getHeader(WHERE));
    String path = request.getRequestURI();
    boolean previewed = path.startsWith(PreviewedPages.PREFIX + "/");
    // Whoever is signed out meanwhile ends at the sign-in page, which stands in no frame.
    boolean out = path.equals("/sign-in");
    if (!request.getMethod().equals("GET")) {
      chain.doFilter(request, response);
    } else if (framed && !previewed && !out) {
      response.sendRedirect(PreviewedPages.PREFIX + path);
    } else if (!framed && previewed) {
      response.sendRedirect("/view-as");
    } else {
      chain.doFilter(request, response);
    }
  }
}
