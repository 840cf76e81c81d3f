package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two real processes on one database. */
@Tag("slow")
class ProcessesTest {
  private static final Caller IT = new Caller(TestModels.ACORN, Role.IT_SECURITY, "it@acorn", null);

  private final ScriptedAnthropic claude = TestModels.claude();
  private final Database database = TestDatabase.fresh();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    claude.close();
    database.close();
  }

  @Test
  void the_kill_switch_ends_a_call_in_flight_of_another_process_within_a_second() throws Exception {
    claude.always(Act.hangs());
    BufferedReader other = start("a", 3);
    go(0);
    while (claude.inFlight() < 3) {
      LockSupport.parkNanos(1_000_000);
    }
    long from = System.nanoTime();
    try (KillSwitch here = new KillSwitch(new KillStore(database), () -> OtherProcess.NOW)) {
      here.pull(IT, "the figures look odd");
    }
    assertThat(other.readLine()).isEqualTo("{STOPPED=3}");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void two_processes_at_once_never_overspend_by_a_cent() throws Exception {
    long most = MoneyTest.MOST;
    LlmSettings settings = TestModels.settings(claude.url(), "");
    Spending spending = new Spending(new SpendingStore(database), settings, () -> OtherProcess.NOW);
    // Room for 40 calls that cost all that was set aside for them, of the 120 that are asked.
    spending.allow(IT, BigDecimal.valueOf(most * 40 * 15, 9));
    claude.always(Act.says(TestModels.ANSWER, new Tokens(400, 0, 0, 100_000)));
    BufferedReader one = start("q", 60);
    BufferedReader other = start("r", 60);
    go(0);
    go(1);
    int given = given(one.readLine()) + given(other.readLine());
    Spending.Month month = spending.month(IT);
    assertThat(given).isEqualTo(40).isEqualTo(claude.arrived());
    assertThat(month.committedNano()).isEqualTo(40 * most).isEqualTo(month.todayLimitNano());
  }

  private BufferedReader start(String prefix, int questions) throws Exception {
    Process process = OtherProcess.start(database, claude.url(), prefix, questions);
    processes.add(process);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    return out;
  }

  private void go(int process) throws Exception {
    processes.get(process).outputWriter().append("go\n").flush();
  }

  private static int given(String ends) {
    // A process may come when the other has taken everything.
    return ends.contains("GIVEN=")
        ? Integer.parseInt(ends.replaceFirst(".*GIVEN=(\\d+).*", "$1"))
        : 0;
  }
}
