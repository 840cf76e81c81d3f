package com.orgscope.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Bytes to the server, as no client library would send them. */
record Wire(int port) {

  /** Sends it as it is, ends nothing, and reads until the server hangs up. */
  Said send(String bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return Said.of(socket.getInputStream());
    }
  }

  /** One request with these headers, by the name this server has here. */
  Said get(String path, String... headers) throws IOException {
    return send(head("GET", path, headers) + "\r\n");
  }

  Said post(String path, String form, String... headers) throws IOException {
    return send(
        head("POST", path, headers)
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form);
  }

  String head(String method, String path, String... headers) {
    String more = Arrays.stream(headers).map(h -> h + "\r\n").collect(Collectors.joining());
    boolean named = ("\n" + more.toLowerCase(Locale.ROOT)).contains("\nhost:");
    return method
        + " "
        + path
        + " HTTP/1.1\r\nConnection: close\r\n"
        + (named ? "" : "Host: 127.0.0.1:" + port + "\r\n")
        + more;
  }

  /** An answer. */
  record Said(int status, Map<String, List<String>> headers, String body) {
    static Said of(InputStream in) throws IOException {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int end = all.indexOf("\r\n\r\n");
      if (end < 0) {
        return new Said(0, Map.of(), all);
      }
      String[] lines = all.substring(0, end).split("\r\n");
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (int i = 1; i < lines.length; i++) {
        String[] parts = lines[i].split(": ?", 2);
        headers.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
      }
      return new Said(Integer.parseInt(lines[0].split(" ")[1]), headers, all.substring(end + 4));
    }

    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }
  }
}
