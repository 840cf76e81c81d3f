package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.egress.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyslogDestinationTest extends DestinationContract {
  @Override
  Receiver receiver(TestCertificate shown) throws IOException {
    return new SyslogServer(shown);
  }

  @Override
  Destination destination(Receiver to, TestCertificate trusted, Duration limit) {
    return new SyslogDestination(
        new AuditSettings.Syslog(((SyslogServer) to).address(), trusted.pem(), null, null, true),
        limit);
  }

  @Override
  List<String> words(Receiver to) {
    return List.of("syslog", ((SyslogServer) to).address(), CERTIFICATE.pem().toString());
  }

  /** RFC 5424, section 6; RFC 5425, section 4.3: the server counts octets. */
  @Test
  void a_message_has_the_form_of_the_standard() throws IOException {
    try (SyslogServer server = new SyslogServer(CERTIFICATE);
        Destination to = destination(server, CERTIFICATE, LIMIT)) {
      assertThat(to.send(letters(2), Recorder.NONE)).isEqualTo(new Destination.Outcome.Taken());
      assertThat(server.messages())
          .containsExactly(
              "<110>1 2026-11-30T08:00:00.123456Z - orgscope - ENTRY [origin software=\"orgscope\"] "
                  + letters(2).get(0).json(),
              "<108>1 2026-11-30T08:00:00.123456Z - orgscope - ENTRY [origin software=\"orgscope\"] "
                  + letters(2).get(1).json());
    }
  }

  @Test
  void a_receiver_of_the_older_protocol_has_it_too() throws IOException {
    try (SyslogServer server = new SyslogServer(CERTIFICATE, "TLSv1.2");
        Destination to = destination(server, CERTIFICATE, LIMIT)) {
      assertThat(to.send(letters(2), Recorder.NONE)).isEqualTo(new Destination.Outcome.Taken());
      assertThat(server.messages()).hasSize(2);
    }
  }
}
