package com.orgscope.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers requests, the pages of their errors too, within a value that holds as long. */
abstract class ScopedRequests extends OncePerRequestFilter {
  /** Runs what answers a request within the value. */
  abstract boolean within(
      HttpServletRequest request, ScopedValue.CallableOp<Boolean, Exception> answer)
      throws Exception;

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    try {
      var unused =
          within(
              request,
              () -> {
                next.doFilter(request, response);
                return true;
              });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
