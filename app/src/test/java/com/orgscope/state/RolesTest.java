package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class RolesTest {
  private static final int PROCESSES = 4;
  private static final int TIMES = 60;

  @Test
  void processes_that_start_at_once_change_roles_and_rights_one_after_the_other() throws Exception {
    try (Database database = TestDatabase.fresh();
        ExecutorService processes = Executors.newFixedThreadPool(PROCESSES)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int process = 0; process < PROCESSES; process++) {
        all.add(
            processes.submit(() -> {
              try (Connection owner = TestDatabase.asOwner(database)) {
                for (int time = 0; time < TIMES; time++) {
                  Roles.letInto(owner, database.name());
                }
              }
              return true;
            }));
      }
      for (Future<Boolean> each : all) {
        assertThat(each.get()).isTrue();
      }
    }
  }
}
