package com.orgscope.web;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts the assistants' door at its addresses, in processes that serve pages. */
@Component
@RunsIn(Part.WEB)
final class McpRegistration extends ServletRegistrationBean<McpServlet> {
  McpRegistration(ToolDesk desk, JsonMapper mapper) {
    super(new McpServlet(desk, mapper), McpAddresses.PATH, McpAddresses.PATH + "/*");
    setName("mcp");
  }
}
